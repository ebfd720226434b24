import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError, isFailure } from "../../runtime/kernel/errors.ts";
import { exchangeHttp, type HttpCall } from "../transport/exchange-http.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { noJson, readLeadingJson } from "../transport/read-leading-json.ts";
import { watchPresence } from "../transport/watch-presence.ts";
import type { FingerprintDriver, FingerprintFrame } from "./fingerprint-driver.ts";
import { readBmp } from "./read-bmp.ts";

/** What the owner of a driver for a vendor's local service chooses. */
export type ServiceReaderOptions = {
  readonly clock: Clock;
  /** Takes this reader alone; null takes whichever the service has. */
  readonly serial?: string | null | undefined;
  /** Stretches every wait but the service's own; 1 on a booth. */
  readonly slowFactor: number;
  /** PEM of the only certificate that the service may show; null takes any, from this machine alone. */
  readonly readCertificatePem: () => Promise<string | null>;
  /** What the service is given for one capture. */
  readonly captureTimeoutMs: number;
  /** From 0 to 100 on the service's own scale. */
  readonly qualityMin: number;
};

/** Asks the service and gives its answer as JSON. Throws as `exchangeHttp` does. */
export type AskService = (
  call: HttpCall,
  wait: { readonly operation: string; readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<unknown>;

/** What a service tells of the reader behind it. */
export type ReaderFacts = Pick<Provenance, "model" | "serial" | "firmware" | "hardwareId">;

/** One print as a service sends it. */
export type ServicePrint = {
  /** A BMP file in base64. */
  readonly bmp: string;
  readonly resolutionPpi: number;
  /** 0 to 100, or null. */
  readonly score: number | null;
  /** The size that the service says; null where it says none. */
  readonly statedSize: { readonly widthPx: number; readonly heightPx: number } | null;
  /** Told only with a print by some services; null where nothing new is told. */
  readonly facts: ReaderFacts | null;
};

/** One vendor's way of speaking. */
export type ServiceKind = {
  readonly name: string;
  /** Finds the service; what is not known yet is `unknown`. Resolves with how to speak to it from now on. */
  readonly connect: (ask: AskService, certificatePem: string | null, signal: AbortSignal) => Promise<Connection>;
};
export type Connection = {
  readonly facts: ReaderFacts;
  /** Answers at once, and does not light the sensor. */
  readonly isThere: (signal: AbortSignal) => Promise<boolean>;
  readonly capture: (signal: AbortSignal) => Promise<ServicePrint>;
};

export const unknownReader: ReaderFacts = {
  model: "unknown",
  serial: "unknown",
  firmware: "unknown",
  hardwareId: null,
};
export const serviceAnswerTimeoutMs = 2_000;
export const captureSlackMs = 2_500;
const presenceIntervalMs = 5_000;
const busyPauseMs = 250;
const resolution = { minPpi: 100, maxPpi: 2_000 } as const;
const emulatorPrefix = "EMU-";

/**
 * A reader behind a vendor's HTTP service on this machine. No such service proves what sensor it stands for, so that
 * every capture is marked uncertified. A capture that was left goes on inside the service until its own time is up:
 * the next one is asked for again until then.
 */
export function createServiceReader(kind: ServiceKind, options: ServiceReaderOptions): FingerprintDriver {
  const { name } = kind;
  const { clock, serial = null, slowFactor, captureTimeoutMs } = options;
  const isOther = (found: ReaderFacts) =>
    serial !== null && found.serial !== unknownReader.serial && found.serial !== serial;
  const ask = createAsk(name, clock);
  let connection: Connection | null = null;
  let facts = unknownReader;
  let nativePpi: number | null = null;

  const describe = (): Provenance => {
    const isSimulated = facts.serial.startsWith(emulatorPrefix);
    return { driver: name, ...facts, nativePpi, bitDepth: 8, isCertified: false, isSimulated };
  };
  const { source, lose } = createFrameSession<FingerPosition, FingerprintFrame>({
    name,
    clock,
    provenance: describe(),
    findFault: ({ image }) => findGrayFault(image),
    open: async (signal) => {
      const opened = await kind.connect(ask, await options.readCertificatePem(), signal);
      if (isOther(opened.facts)) throw new BoothError("driver.disconnected", { device: name });
      connection = opened;
      facts = opened.facts;
      void watchPresence({
        ...{ clock, signal, lose },
        intervalMs: presenceIntervalMs * slowFactor,
        isInUse: () => source.health().state === "busy",
        isThere: () => opened.isThere(signal),
      });
      return describe();
    },
    close: async () => {
      connection = null;
    },
    look: async function* look(_position, signal) {
      for (;;) {
        if (connection === null) throw new BoothError("driver.disconnected", { device: name });
        const print = await captureWhenFree(connection, { clock, patienceMs: captureTimeoutMs, signal });
        facts = print.facts ?? facts;
        if (isOther(facts))
          throw new BoothError("driver.untrusted", { device: name, problem: "another reader than is configured" });
        nativePpi = print.resolutionPpi;
        yield decodePrint(name, print);
      }
    },
  });
  return { ...source, provenance: describe };
}

async function captureWhenFree(
  connection: Connection,
  { clock, patienceMs, signal }: { readonly clock: Clock; readonly patienceMs: number; readonly signal: AbortSignal },
): Promise<ServicePrint> {
  const untilMs = clock.monotonicMs() + patienceMs;
  for (;;) {
    try {
      return await connection.capture(signal);
    } catch (error) {
      if (!isFailure(error, "driver.busy") || clock.monotonicMs() >= untilMs) throw error;
    }
    await clock.sleep(busyPauseMs, signal);
  }
}

function decodePrint(device: string, { bmp, resolutionPpi, score, statedSize }: ServicePrint): FingerprintFrame {
  const refuse = (problem: string) => new BoothError("driver.malformed", { device, problem });
  if (!(resolutionPpi >= resolution.minPpi && resolutionPpi <= resolution.maxPpi)) {
    throw refuse(`a resolution of ${resolutionPpi} ppi`);
  }
  if (score !== null && !(score >= 0 && score <= 100)) throw refuse("a quality beyond 0 to 100");
  const image = readBmp(new Uint8Array(Buffer.from(bmp, "base64")));
  if (typeof image === "string") throw refuse(`an image that cannot be read: ${image}`);
  const isAsStated =
    statedSize === null || (statedSize.widthPx === image.widthPx && statedSize.heightPx === image.heightPx);
  if (!isAsStated) throw refuse("an image of another size than was said");
  return { image: { ...image, resolutionPpi }, deviceScore: score };
}

function createAsk(device: string, clock: Clock): AskService {
  return async (call, { operation, timeoutMs, signal }) => {
    const answer = readLeadingJson(await exchangeHttp(call, { device, operation, clock, timeoutMs, signal }));
    if (answer !== noJson && answer !== null) return answer;
    throw new BoothError("driver.malformed", { device, problem: `${operation} is not answered in JSON` });
  };
}
