import { z } from "zod";
import { BoothError, isFailure } from "../../runtime/kernel/errors.ts";
import { type DeviceReports, failAsReported, tabulateReports } from "../transport/device-report.ts";
import type { HttpCall, LoopbackTls } from "../transport/exchange-http.ts";
import type { FingerprintDriver } from "./fingerprint-driver.ts";
import { adviseOn } from "./service-advice.ts";
import {
  type AskService,
  type Connection,
  captureSlackMs,
  createServiceReader,
  type ReaderFacts,
  type ServicePrint,
  type ServiceReaderOptions,
  serviceAnswerTimeoutMs,
  unknownReader,
} from "./service-reader.ts";

export type MantraOptions = ServiceReaderOptions & {
  /** Asked first, over HTTPS. */
  readonly portTls: number;
  /** Asked when nothing answers there. */
  readonly portPlain: number;
};

const name = "fingerprint-mantra";

/** Every known code of the MFS100 client service; 0 is success. */
export const mantraReports: DeviceReports = tabulateReports("mantra", {
  "-1101": adviseOn.service("parameter refused"),
  "-1114": adviseOn.reseat("no-biometric", "blank image"),
  "-1115": adviseOn.reseat("no-biometric", "bad image"),
  "-1121": adviseOn.service("nothing given"),
  "-1140": adviseOn.reseat("timeout", "no finger in time"),
  "-1307": adviseOn.connect("no reader"),
  "-1309": adviseOn.service("not initialised"),
  "-1318": adviseOn.reseat("no-biometric", "bad quality"),
  "-1319": adviseOn.repeat("stopped"),
  "-1323": adviseOn.wait("a capture is under way"),
});

const codeSchema = z.object({ ErrorCode: z.coerce.string().max(8) });
const text = z.string().max(100).nullish();
const side = z.coerce.number().int().nullish();
const infoSchema = z.object({
  DeviceInfo: z.object({ SerialNo: text, Make: text, Model: text, Width: side, Height: side }),
});
const captureSchema = z.object({
  Quality: z.coerce.number().nullish(),
  BitmapData: z.string().min(1),
  Resolution: z.coerce.number(),
});

/** A Mantra MFS100 behind the vendor's client service, not the service that only speaks to India's register. */
export function createFingerprintMantra(options: MantraOptions): FingerprintDriver {
  return createServiceReader(
    { name, connect: async (ask, certificatePem, signal) => connect(ask, { options, certificatePem, signal }) },
    options,
  );
}

type Connecting = {
  readonly options: MantraOptions;
  readonly certificatePem: string | null;
  readonly signal: AbortSignal;
};
type MantraInfo = { readonly facts: ReaderFacts; readonly size: ServicePrint["statedSize"] };
type Place = { readonly port: number; readonly tls: LoopbackTls | null };

async function connect(ask: AskService, { options, certificatePem, signal }: Connecting): Promise<Connection> {
  const timeoutMs = serviceAnswerTimeoutMs * options.slowFactor;
  const readInfo = async (place: Place, during: AbortSignal): Promise<MantraInfo> => {
    const call: HttpCall = { ...place, verb: "GET", path: "/mfs100/info?Key=info", headers: {}, body: "" };
    return parseInfo(await ask(call, { operation: "open", timeoutMs, signal: during }), timeoutMs);
  };
  const { place, info } = await firstPlace(
    [
      { port: options.portTls, tls: { certificatePem } },
      { port: options.portPlain, tls: null },
    ],
    (at) => readInfo(at, signal),
  );
  return {
    facts: info.facts,
    isThere: async (during) => (await readInfo(place, during)).facts.serial === info.facts.serial,
    capture: async (during) => {
      // This service counts in seconds.
      const body = JSON.stringify({
        Quality: options.qualityMin,
        TimeOut: Math.ceil(options.captureTimeoutMs / 1_000),
      });
      const headers = { "Content-Type": "application/json" };
      const waitMs = options.captureTimeoutMs + captureSlackMs * options.slowFactor;
      const call: HttpCall = { ...place, verb: "POST", path: "/mfs100/capture", headers, body };
      const answer = await ask(call, { operation: "capture", timeoutMs: waitMs, signal: during });
      return { ...readPrint(answer, waitMs), statedSize: info.size };
    },
  };
}

/** The first place at which somebody listens; a failure of another kind than absence is the answer. */
async function firstPlace(places: readonly Place[], readInfo: (place: Place) => Promise<MantraInfo>) {
  let absence: unknown = null;
  for (const place of places) {
    try {
      return { place, info: await readInfo(place) };
    } catch (error) {
      if (!isFailure(error, "driver.disconnected") || error.detail.reported !== undefined) throw error;
      absence = error;
    }
  }
  throw absence;
}

function requireSuccess(answer: unknown, operation: string, timeoutMs: number): void {
  const parsed = codeSchema.safeParse(answer);
  if (!parsed.success)
    throw new BoothError("driver.malformed", { device: name, problem: "an answer without its code" });
  const { ErrorCode } = parsed.data;
  if (ErrorCode === "0") return;
  const source = { device: name, operation, timeoutMs, target: "finger" };
  throw failAsReported(mantraReports, `mantra:${ErrorCode}`, source);
}

function parseInfo(answer: unknown, timeoutMs: number): MantraInfo {
  requireSuccess(answer, "open", timeoutMs);
  const parsed = infoSchema.safeParse(answer);
  if (!parsed.success) throw new BoothError("driver.malformed", { device: name, problem: "info without its fields" });
  const { SerialNo, Make, Model, Width, Height } = parsed.data.DeviceInfo;
  const facts = {
    model: `${Make ?? ""} ${Model ?? ""}`.trim() || unknownReader.model,
    serial: SerialNo?.trim() || unknownReader.serial,
    firmware: unknownReader.firmware,
    hardwareId: Model ? `mantra:${Model}` : null,
  };
  return { facts, size: Width && Height ? { widthPx: Width, heightPx: Height } : null };
}

function readPrint(answer: unknown, timeoutMs: number): Omit<ServicePrint, "statedSize"> {
  requireSuccess(answer, "capture", timeoutMs);
  const parsed = captureSchema.safeParse(answer);
  if (!parsed.success)
    throw new BoothError("driver.malformed", { device: name, problem: "a print without its fields" });
  const { Quality, BitmapData, Resolution } = parsed.data;
  return { bmp: BitmapData, resolutionPpi: Resolution, score: Quality ?? null, facts: null };
}
