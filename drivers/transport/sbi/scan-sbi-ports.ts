import type { Clock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { callSbi, type SbiBase } from "./sbi-link.ts";
import { type DigitalId, type Discovered, digitalIdSchema, discoverySchema } from "./sbi-messages.ts";

export type SbiKind = "Finger" | "Iris" | "Face";

/** How ports are asked which devices are behind them. */
export type SbiScan = {
  /** Named in failures. */
  readonly device: string;
  readonly kind: SbiKind | "Biometric Device";
  readonly ports: { readonly first: number; readonly last: number };
  /** Longest wait for any one answer. */
  readonly answerTimeoutMs: number;
  readonly clock: Clock;
};

/** A device as its service lists it: nothing of this is signed. */
export type SbiListing = {
  readonly base: SbiBase;
  readonly discovered: Discovered;
  /** Null where it cannot be read. */
  readonly digitalId: DigitalId | null;
};

/** The standard's range, on 127.0.0.1. */
export const sbiPorts = { first: 4501, last: 4600 } as const;
const scansAtOnce = 16;

/**
 * Every device that any port lists, in the order of ports, a few ports asked at a time. Ports on which something else
 * listens, or nobody answers, cost their wait and nothing more.
 * @throws the signal's reason when aborted
 */
export async function scanSbiPorts(
  scan: SbiScan,
  signal: AbortSignal,
): Promise<{ readonly listed: readonly SbiListing[]; readonly silentCount: number }> {
  const listed: SbiListing[] = [];
  let next = scan.ports.first;
  let silentCount = 0;
  const scanOn = async () => {
    while (next <= scan.ports.last) {
      const port = next;
      next += 1;
      const onPort = await scanPort({ port, prefix: "/" }, scan, signal);
      if (onPort === "silent") silentCount += 1;
      else listed.push(...onPort);
    }
  };
  await Promise.all(Array.from({ length: scansAtOnce }, scanOn));
  listed.sort((one, other) => one.base.port - other.base.port);
  return { listed, silentCount };
}

/** What one service lists. Throws as `callSbi` does. */
export async function discoverSbi(
  base: SbiBase,
  { device, kind, answerTimeoutMs: timeoutMs, clock }: SbiScan,
  signal: AbortSignal,
): Promise<readonly SbiListing[]> {
  const bounds = { device, operation: "discover", timeoutMs, clock, signal };
  const parsed = discoverySchema.safeParse(await callSbi(base, "MOSIPDISC", { type: kind }, bounds));
  if (!parsed.success) throw new BoothError("driver.malformed", { device, problem: "a list of devices that is none" });
  const named = parsed.data.filter(({ deviceId }) => deviceId !== "");
  return named.map((discovered) => ({ base, discovered, digitalId: readUnsigned(discovered.digitalId) }));
}

async function scanPort(base: SbiBase, scan: SbiScan, signal: AbortSignal): Promise<readonly SbiListing[] | "silent"> {
  try {
    return await discoverSbi(base, scan, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BoothError)) throw error;
    return error.code === "driver.timeout" ? "silent" : [];
  }
}

/** In discovery a digital id is bare JSON in base64url. */
function readUnsigned(text: string): DigitalId | null {
  try {
    return digitalIdSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8"))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
