import { join } from "node:path";
import type { OfficeIdentity } from "./compose-keys.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import { readTextFile } from "./config/read-config.ts";
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
  /** PEM of whoever vouches for the broker; null without TLS. */
  readonly authorityPem: string | null;
  /** Null where the office runs elsewhere. */
  readonly office: Office | null;
  readonly close: () => Promise<void>;
};

/** @throws BoothError `broker.unreachable` when the embedded broker cannot listen, and what `office.start` throws */
export async function openLine(parts: LineParts, loadIdentity: () => Promise<OfficeIdentity>): Promise<Line> {
  const { url } = parts.config.broker;
  if (url !== "embedded") {
    const authorityPem = await readAuthority(parts.config);
    return { brokerUrl: url, authorityPem, office: null, close: async () => undefined };
  }
  const broker = await startEmbeddedBroker({ host: "127.0.0.1", port: 0 });
  try {
    const office = await composeOffice(parts, broker.url, await loadIdentity());
    await office.start();
    const close = async () => {
      await office.stop();
      await broker.stop();
    };
    return { brokerUrl: broker.url, authorityPem: null, office, close };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

/**
 * The receiving end on this machine, under `office/` of the state folder.
 * @throws BoothError `file.missing`, `file.unreadable` when the broker's authority cannot be read
 */
export async function composeOffice(
  { config, clock, logger }: LineParts,
  brokerUrl: string,
  { ingestPrivateKey, ingestCertificate, boothCertificate }: OfficeIdentity,
): Promise<Office> {
  const authorityPem = await readAuthority(config);
  const certificatePem = ingestCertificate.toString();
  return createOffice({
    brokerUrl,
    protocolVersion: config.broker.protocolVersion,
    siteId: config.booth.site,
    dir: join(config.stateDir, "office"),
    ingestPrivateKey,
    ingestId: "office",
    boothCertificates: createBoothCertificates([boothCertificate], null, clock),
    ...(authorityPem === null ? {} : { tls: { key: ingestPrivateKey, certificatePem, authorityPem } }),
    clock,
    logger,
  });
}

/** PEM of whoever vouches for the broker, or null where the configuration names nobody. */
export async function readAuthority({ broker: { authorityPath } }: BoothConfig): Promise<string | null> {
  return authorityPath === undefined ? null : readTextFile(authorityPath);
}
