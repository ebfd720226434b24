import { z } from "zod";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { type DeviceReports, failAsReported, tabulateReports } from "../transport/device-report.ts";
import type { LoopbackTls } from "../transport/exchange-http.ts";
import type { FingerprintDriver } from "./fingerprint-driver.ts";
import { adviseOn } from "./service-advice.ts";
import {
  type AskService,
  type Connection,
  captureSlackMs,
  createServiceReader,
  type ServicePrint,
  type ServiceReaderOptions,
  serviceAnswerTimeoutMs,
  unknownReader,
} from "./service-reader.ts";

export type SecugenOptions = ServiceReaderOptions & {
  readonly port: number;
  /** True as the service is installed today; some older ones speak HTTP on port 8000. */
  readonly isTls: boolean;
  /** The domain licence; empty for an evaluation. */
  readonly licence: string;
};

const name = "fingerprint-secugen";

/** Every code of SecuGen's WebAPI (manual SG1-0121A); 0 is success. */
export const secugenReports: DeviceReports = tabulateReports("secugen", {
  1: adviseOn.service("creation failed"),
  2: adviseOn.service("function failed"),
  3: adviseOn.service("parameter refused"),
  51: adviseOn.service("driver file not loaded"),
  52: adviseOn.service("initialisation failed"),
  53: adviseOn.repeat("line dropped"),
  54: adviseOn.reseat("timeout", "no finger in time"),
  55: adviseOn.connect("no reader"),
  56: adviseOn.service("driver not loaded"),
  57: adviseOn.reseat("no-biometric", "wrong image"),
  58: adviseOn.service("not enough USB bandwidth"),
  59: adviseOn.wait("already open"),
  60: adviseOn.service("serial number unreadable"),
  61: adviseOn.service("reader not supported"),
  63: adviseOn.service("service not started, or no licence"),
  101: adviseOn.reseat("no-biometric", "too few minutiae"),
  102: adviseOn.service("template type refused"),
  103: adviseOn.service("template refused"),
  104: adviseOn.service("template refused"),
  105: adviseOn.reseat("no-biometric", "nothing to extract"),
  106: adviseOn.service("match failed"),
});

const codeSchema = z.object({ ErrorCode: z.coerce.string().max(8) });
const captureSchema = z.object({
  Manufacturer: z.string().max(100).nullish(),
  Model: z.string().max(100).nullish(),
  SerialNumber: z.string().max(100).nullish(),
  ImageWidth: z.coerce.number().int(),
  ImageHeight: z.coerce.number().int(),
  ImageDPI: z.coerce.number(),
  ImageQuality: z.coerce.number().nullish(),
  BMPBase64: z.string().min(1),
});

/**
 * A SecuGen reader behind the vendor's local service (SGIBIOSRV). The service makes its own certificate, so that one is
 * taken unseen unless pinned; it never leaves this machine. Serial number and model are told with the first print.
 */
export function createFingerprintSecugen(options: SecugenOptions): FingerprintDriver {
  return createServiceReader(
    { name, connect: async (ask, certificatePem, signal) => connect(ask, { options, certificatePem, signal }) },
    options,
  );
}

type Connecting = {
  readonly options: SecugenOptions;
  readonly certificatePem: string | null;
  readonly signal: AbortSignal;
};

async function connect(ask: AskService, { options, certificatePem, signal }: Connecting): Promise<Connection> {
  const tls: LoopbackTls | null = options.isTls ? { certificatePem } : null;
  const post = (path: string, fields: Readonly<Record<string, string>>) => ({
    ...{ port: options.port, tls, verb: "POST", path, body: new URLSearchParams(fields).toString() },
    // Requests of any other origin are refused.
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://localhost" },
  });
  const timeoutMs = serviceAnswerTimeoutMs * options.slowFactor;
  /** A match without templates is answered at once, and with an error: that it is answered is what counts. */
  const isThere = async (during: AbortSignal) => {
    const answer = await ask(post("/SGIMatchScore", {}), { operation: "open", timeoutMs, signal: during });
    const code = readCode(answer);
    return secugenReports[`secugen:${code}`]?.kind !== "disconnected";
  };
  if (!(await isThere(signal))) throw new BoothError("driver.disconnected", { device: name, reported: "secugen:55" });
  const capture = async (during: AbortSignal) => {
    const waitMs = options.captureTimeoutMs + captureSlackMs * options.slowFactor;
    const call = post("/SGIFPCapture", describeCapture(options));
    return readPrint(await ask(call, { operation: "capture", timeoutMs: waitMs, signal: during }), waitMs);
  };
  return { facts: unknownReader, isThere, capture };
}

function describeCapture({ captureTimeoutMs, qualityMin, licence }: SecugenOptions) {
  return {
    Timeout: String(captureTimeoutMs),
    Quality: String(qualityMin),
    licstr: licence,
    fakeDetection: "0",
    templateFormat: "ISO",
    imageWSQRate: "0.75",
  };
}

function readCode(answer: unknown): string {
  const parsed = codeSchema.safeParse(answer);
  if (parsed.success) return parsed.data.ErrorCode;
  throw new BoothError("driver.malformed", { device: name, problem: "an answer without its code" });
}

function readPrint(answer: unknown, timeoutMs: number): ServicePrint {
  const code = readCode(answer);
  if (code !== "0") {
    const source = { device: name, operation: "capture", timeoutMs, target: "finger" };
    throw failAsReported(secugenReports, `secugen:${code}`, source);
  }
  const parsed = captureSchema.safeParse(answer);
  if (!parsed.success)
    throw new BoothError("driver.malformed", { device: name, problem: "a print without its fields" });
  const { Manufacturer, Model, SerialNumber, ImageWidth, ImageHeight, ImageDPI, ImageQuality, BMPBase64 } = parsed.data;
  const model = `${Manufacturer ?? ""} ${Model ?? ""}`.trim() || unknownReader.model;
  return {
    bmp: BMPBase64,
    resolutionPpi: ImageDPI,
    score: ImageQuality ?? null,
    statedSize: { widthPx: ImageWidth, heightPx: ImageHeight },
    facts: {
      model,
      serial: SerialNumber?.trim() || unknownReader.serial,
      firmware: unknownReader.firmware,
      hardwareId: Model ? `secugen:${Model}` : null,
    },
  };
}
