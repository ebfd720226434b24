import { createFingerprintMantra } from "../../drivers/fingerprint/fingerprint-mantra.ts";
import { createFingerprintSecugen } from "../../drivers/fingerprint/fingerprint-secugen.ts";
import { scanSbiPorts } from "../../drivers/transport/sbi/scan-sbi-ports.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";
import { fingerprintConfigSchema } from "../config/devices/fingerprint-config.ts";
import type { Clock } from "../kernel/clock.ts";
import type { SbiFinding, ServiceFinding } from "./device-row.ts";

const answerTimeoutMs = 3_000;
const standardPorts = { first: 4_501, last: 4_600 } as const;

/** Devices behind Secure Biometric Interfaces, on the standard's ports and on those that the configuration names. */
export async function listSbi(
  { fingerprint, irisCamera, faceCamera }: DevicesConfig,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly SbiFinding[]> {
  const configured = [fingerprint, irisCamera, faceCamera].flatMap((device) =>
    device.driver === "sbi" ? [{ first: device.portFirst, last: device.portLast }] : [],
  );
  const found = new Map<string, SbiFinding>();
  for (const ports of distinct([standardPorts, ...configured])) {
    const scan = { device: "sbi", kind: "Biometric Device", ports, answerTimeoutMs, clock } as const;
    for (const { base, digitalId } of (await scanSbiPorts(scan, signal)).listed) {
      const kind = (["Finger", "Iris", "Face"] as const).find((known) => known === digitalId?.type);
      if (kind === undefined || digitalId === null) continue;
      const { serialNo: serial, make, model } = digitalId;
      found.set(`${base.port}/${kind}/${serial}`, { port: base.port, kind, serial, label: `${make} ${model}` });
    }
  }
  return [...found.values()];
}

type Ports = { readonly first: number; readonly last: number };

function distinct(ranges: readonly Ports[]): readonly Ports[] {
  return [...new Map(ranges.map((range) => [`${range.first}-${range.last}`, range])).values()];
}

/** Vendors' services with a reader behind them, where they are installed to or where the configuration says. */
export async function listServices({ fingerprint }: DevicesConfig, clock: Clock): Promise<readonly ServiceFinding[]> {
  const secugen = defaults("secugen", fingerprint);
  const mantra = defaults("mantra", fingerprint);
  const common = { clock, slowFactor: 1, readCertificatePem: async () => null };
  const readers = [
    { driver: "secugen", port: secugen.port, reader: createFingerprintSecugen({ ...secugen, ...common }) },
    { driver: "mantra", port: mantra.portTls, reader: createFingerprintMantra({ ...mantra, ...common }) },
  ] as const;
  const found = await Promise.all(
    readers.map(async ({ driver, port, reader }) => {
      // A service that does not answer, or has no reader, is none.
      const isThere = await reader.open().then(
        () => true,
        () => false,
      );
      const { model, serial } = reader.provenance();
      await reader.close();
      const named = [model, serial].filter((part) => part !== "unknown").join(" ");
      return isThere ? [{ driver, port, label: named === "" ? driver : named }] : [];
    }),
  );
  return found.flat();
}

type FingerprintConfig = DevicesConfig["fingerprint"];
type Of<D> = Extract<FingerprintConfig, { readonly driver: D }>;

function defaults<D extends "mantra" | "secugen">(driver: D, configured: FingerprintConfig): Of<D> {
  return (configured.driver === driver ? configured : fingerprintConfigSchema.parse({ driver })) as Of<D>;
}
