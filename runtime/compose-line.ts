import { join } from "node:path";
import type { OfficeIdentity } from "./compose-keys.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { createBoothCertificates } from "./office/booth-certificates.ts";
import { createOffice, type Office } from "./office/office.ts";
import { startEmbeddedBroker } from "./transfer/embedded-broker.ts";

export type LineParts = {
  readonly config: BoothConfig;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** The way to the office: the configured broker, or a broker and an office of our own for a first run. */
export type Line = {
  readonly brokerUrl: string;
  /** Null where the office runs elsewhere. */
  readonly office: Office | null;
  readonly close: () => Promise<void>;
};

/** @throws BoothError `broker.unreachable` when the embedded broker cannot listen, and what `office.start` throws */
export async function openLine(parts: LineParts, loadIdentity: () => Promise<OfficeIdentity>): Promise<Line> {
  const { url } = parts.config.broker;
  if (url !== "embedded") return { brokerUrl: url, office: null, close: async () => undefined };
  const broker = await startEmbeddedBroker({ host: "127.0.0.1", port: 0 });
  try {
    const office = composeOffice(parts, broker.url, await loadIdentity());
    await office.start();
    const close = async () => {
      await office.stop();
      await broker.stop();
    };
    return { brokerUrl: broker.url, office, close };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

/** The receiving end on this machine, under `office/` of the state folder. */
export function composeOffice(
  { config, clock, logger }: LineParts,
  brokerUrl: string,
  identity: OfficeIdentity,
): Office {
  return createOffice({
    brokerUrl,
    // The embedded broker speaks MQTT 3.1.1 only.
    protocolVersion: config.broker.url === "embedded" ? 4 : config.broker.protocolVersion,
    siteId: config.booth.site,
    dir: join(config.stateDir, "office"),
    ingestPrivateKey: identity.ingestPrivateKey,
    ingestId: `${config.booth.site}-office`.slice(0, 32),
    boothCertificates: createBoothCertificates([identity.boothCertificate], null, clock),
    clock,
    logger,
  });
}
