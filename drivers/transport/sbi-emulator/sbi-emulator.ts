import { createServer, type Server, type Socket } from "node:net";
import { z } from "zod";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { administer } from "./administer.ts";
import { type CaptureRequest, parseJson, readCaptureRequest } from "./capture-request.ts";
import {
  createEmulatedDevice,
  describeDiscovered,
  describeInfo,
  type EmulatedDevice,
  type EmulatedModel,
} from "./emulated-device.ts";
import type { EmulatorKeys } from "./emulator-keys.ts";
import { createHttpRequestParser, type HttpRequest } from "./http-request.ts";
import { type MakeRecord, makeCapture, makeFailedCapture } from "./make-capture.ts";
import { captureFaults, captureOddities, createFaultQueue, type FaultOrder, type FaultQueue } from "./sbi-fault.ts";
import { type MakeView, streamView } from "./stream-view.ts";
import { formatAnswer, writeAnswer, wrongAddress } from "./write-answer.ts";

export type SbiEmulatorOptions = {
  readonly clock: Clock;
  readonly keys: EmulatorKeys;
  /** On 127.0.0.1; 0 takes any free one, and keeps it. */
  readonly port: number;
  readonly models: readonly EmulatedModel[];
  readonly makeRecord: MakeRecord;
  readonly makeView: MakeView;
  /** From request to answer, until told otherwise; default 300. */
  readonly captureDelayMs?: number;
  /** Default 100: ten frames a second. */
  readonly frameIntervalMs?: number;
};

/** A service of the Secure Biometric Interface with emulated devices behind it. */
export type SbiEmulator = {
  /** Listens. Resolves with the port. @throws Node's error when the port is taken */
  readonly plugIn: () => Promise<number>;
  /** Breaks every connection and listens no more, at once. */
  readonly unplug: () => void;
  readonly devices: readonly EmulatedDevice[];
  readonly faults: FaultQueue;
  /** Captures under way: never more than one a device, if the client behaves. */
  readonly captureCount: () => { readonly now: number; readonly most: number };
  /** The latest capture requests that were understood, oldest first. */
  readonly requests: () => readonly CaptureRequest[];
  /** Resolves when nothing listens any more. */
  readonly close: () => Promise<void>;
};

const captureDefaultMs = 300;
const frameIntervalDefaultMs = 100;
const connectionsMax = 32;
const requestsKeptMax = 100;
const viewTimeoutDefaultMs = 300_000;
const streamRequestSchema = z.object({
  deviceId: z.string(),
  deviceSubId: z.string(),
  timeout: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional(),
});

/**
 * Speaks the protocol's wire over a bare socket, as Node's HTTP server refuses its verbs. Everything that it says of
 * itself begins with `EMU-` or says so, and its keys are thrown away with it. Creating it does no I/O.
 */
export function createSbiEmulator(options: SbiEmulatorOptions): SbiEmulator {
  const { captureDelayMs = captureDefaultMs } = options;
  const devices = options.models.map((model, index) => createEmulatedDevice(model, index, captureDelayMs));
  const faults = createFaultQueue();
  const sockets = new Set<Socket>();
  let { port } = options;
  let server: Server | null = null;
  const captures = { now: 0, most: 0 };
  const requests: CaptureRequest[] = [];

  const unplug = () => {
    server?.close();
    server = null;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const plugIn = async () => {
    if (server !== null) return port;
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      serveConnection(socket, { options, devices, faults, captures, requests, unplug, port: () => port });
    });
    listener.maxConnections = connectionsMax;
    server = listener;
    port = await listen(listener, port);
    return port;
  };
  return {
    plugIn,
    unplug,
    devices,
    faults,
    captureCount: () => ({ ...captures }),
    requests: () => requests,
    close: async () => {
      const listener = server;
      unplug();
      if (listener?.listening === true) await new Promise((resolve) => listener.once("close", resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

type Service = {
  readonly options: SbiEmulatorOptions;
  readonly devices: readonly EmulatedDevice[];
  readonly faults: FaultQueue;
  readonly captures: { now: number; most: number };
  readonly requests: CaptureRequest[];
  readonly unplug: () => void;
  readonly port: () => number;
};

function serveConnection(socket: Socket, service: Service): void {
  const parser = createHttpRequestParser();
  const gone = new AbortController();
  let isAnswered = false;
  socket.on("close", () => gone.abort());
  // A client that hangs up in the midst of an answer is the normal course here.
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    if (isAnswered) return;
    const request = parser.push(chunk);
    if (request === "more") return;
    isAnswered = true;
    if (request === "bad") socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else void answer(socket, request, { service, signal: gone.signal });
  });
}

type Exchange = { readonly service: Service; readonly signal: AbortSignal };

async function answer(socket: Socket, request: HttpRequest, exchange: Exchange): Promise<void> {
  const { service, signal } = exchange;
  const fault = service.faults.take(request.verb);
  if (request.verb === "STREAM" && request.path === "/stream")
    return answerStream(socket, request, { ...exchange, fault });
  const found = await findAnswer(request, { ...exchange, fault });
  if (signal.aborted) return;
  const { options, unplug } = service;
  if (typeof found === "string") socket.end(found);
  else await writeAnswer(socket, found, { clock: options.clock, fault, signal, unplug });
}

type Faulty = Exchange & { readonly fault: FaultOrder | null };

/** The answer's content, or the whole answer as text where the protocol's own form does not fit. */
async function findAnswer({ verb, path, body }: HttpRequest, parts: Faulty): Promise<object | string> {
  const { service, fault } = parts;
  const { options, devices, faults, port } = service;
  const at = { port: port(), nowAt: options.clock.nowAt(), sign: options.keys.sign };
  if (fault?.fault === "code" && verb !== "RCAPTURE") return [{ error: { errorCode: fault.code, errorInfo: "" } }];
  switch (`${verb} ${path}`) {
    case "MOSIPDISC /device":
    case "GET /":
    case "POST /":
      return discover(body, devices, at);
    case "MOSIPDINFO /info":
      return devices.map((device) => describeInfo(device, at));
    case "RCAPTURE /capture":
      return capture(body, parts);
    case "CAPTURE /capture":
      return makeFailedCapture("809");
    default:
      if (verb === "POST") return administer(path, body, devices, faults);
      return isKnownVerb(verb) ? formatAnswer(wrongAddress()) : wrongAddress();
  }
}

function isKnownVerb(verb: string): boolean {
  return ["MOSIPDISC", "MOSIPDINFO", "RCAPTURE", "CAPTURE", "STREAM", "GET"].includes(verb);
}

function discover(body: string, devices: readonly EmulatedDevice[], at: { port: number; nowAt: string }): object {
  const asked = parseJson(body === "" ? '{"type":"Biometric Device"}' : body);
  const type = typeof asked === "object" && asked !== null && "type" in asked ? asked.type : null;
  if (!["Biometric Device", "Finger", "Iris", "Face"].includes(String(type))) {
    return [{ error: { errorCode: "502", errorInfo: "Biometric Type values Mismatch" } }];
  }
  const meant = devices.filter(({ kind }) => type === "Biometric Device" || type === kind);
  return meant.map((device) => describeDiscovered(device, at));
}

async function capture(body: string, { service, signal, fault }: Faulty): Promise<object> {
  const { options, devices, captures, requests } = service;
  const request = readCaptureRequest(body, devices);
  if (typeof request === "string") return makeFailedCapture(request);
  requests.push(request);
  if (requests.length > requestsKeptMax) requests.shift();
  if (fault?.fault === "code") return makeFailedCapture(fault.code);
  const { device, deviceSubId, timeoutMs } = request;
  if (device.status === "Not Ready") return makeFailedCapture("110");
  if (device.status === "Not Registered") return makeFailedCapture("100");
  if (device.isCapturing || device.status === "Busy") return makeFailedCapture("703");
  if (device.view !== null && device.view.deviceSubId !== deviceSubId) return makeFailedCapture("702");

  device.isCapturing = true;
  captures.now += 1;
  captures.most = Math.max(captures.most, captures.now);
  try {
    await options.clock.sleep(Math.min(device.captureDelayMs, timeoutMs), signal).catch(() => undefined);
    if (signal.aborted) return {};
    if (device.captureDelayMs > timeoutMs) return makeFailedCapture("701");
    const { makeRecord, keys, clock } = options;
    const due = [...captureFaults, ...captureOddities].find((one) => one === fault?.fault) ?? null;
    return await makeCapture(request, { makeRecord, sign: keys.sign, nowAt: clock.nowAt(), fault: due });
  } finally {
    device.isCapturing = false;
    captures.now -= 1;
    device.view?.end();
  }
}

async function answerStream(socket: Socket, { body }: HttpRequest, { service, signal, fault }: Faulty): Promise<void> {
  const { options, devices, unplug } = service;
  const { clock, makeView, frameIntervalMs = frameIntervalDefaultMs } = options;
  const asked = streamRequestSchema.safeParse(parseJson(body)).data;
  const device = devices.find(({ deviceId }) => deviceId === asked?.deviceId);
  const deviceSubId = device?.deviceSubIds.find((one) => one === asked?.deviceSubId);
  const refuse = (errorCode: string) =>
    writeAnswer(socket, { errorCode, errorInfo: "No live view" }, { clock, fault: null, signal, unplug });
  if (fault?.fault === "code") return refuse(fault.code);
  if (device === undefined || deviceSubId === undefined) return refuse("705");
  if (device.status !== "Ready") return refuse(device.status === "Busy" ? "111" : "110");
  if (device.view !== null || device.isCapturing) return refuse("111");
  const timeoutMs = Number(asked?.timeout ?? viewTimeoutDefaultMs);
  await streamView(socket, { device, deviceSubId, timeoutMs, makeView, frameIntervalMs, fault, clock, signal, unplug });
}
