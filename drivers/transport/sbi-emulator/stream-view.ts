import type { Socket } from "node:net";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import type { EmulatedDevice, EmulatedKind } from "./emulated-device.ts";
import type { FaultOrder } from "./sbi-fault.ts";
import { formatAnswer } from "./write-answer.ts";

/** What a live view shows. */
export type ViewOrder = { readonly kind: EmulatedKind; readonly deviceSubId: string; readonly frameNumber: number };

/** Makes one small JPEG. */
export type MakeView = (order: ViewOrder) => Promise<Uint8Array>;

export type ViewParts = {
  readonly device: EmulatedDevice;
  readonly deviceSubId: string;
  readonly timeoutMs: number;
  readonly makeView: MakeView;
  readonly frameIntervalMs: number;
  readonly fault: FaultOrder | null;
  readonly clock: Clock;
  /** Aborts when the client hangs up. */
  readonly signal: AbortSignal;
  readonly unplug: () => void;
};

/** The announced boundary has its two dashes already, and the wire has no more of them. */
const boundary = "--BoundaryString";
const head = `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: multipart/x-mixed-replace; boundary=${boundary}\r\n\r\n`;
/** How long a view goes on after a capture out of it. */
const lingerMs = 100;
const slowFactor = 12;

/** Shows a live view until its time is up, a capture ends it or the client hangs up; then appends a second answer. */
export async function streamView(socket: Socket, parts: ViewParts): Promise<void> {
  const { device, deviceSubId, timeoutMs, clock, signal, fault } = parts;
  const ending = new AbortController();
  const end = () =>
    void clock.sleep(lingerMs, signal).then(
      () => ending.abort(),
      () => undefined,
    );
  const view = { deviceSubId, end };
  device.view = view;
  const ended = AbortSignal.any([ending.signal, signal]);
  const untilMs = clock.monotonicMs() + timeoutMs;
  try {
    socket.write(head);
    for (let frameNumber = 1; clock.monotonicMs() < untilMs && !ended.aborted; frameNumber += 1) {
      await showFrame(socket, frameNumber, parts);
      if (frameNumber === 2 && (await actOut(socket, parts))) return;
      const intervalMs = parts.frameIntervalMs * (fault?.fault === "slow" ? slowFactor : 1);
      await clock.sleep(intervalMs, ended).catch(() => undefined);
    }
    socket.end(formatAnswer(JSON.stringify({ errorCode: "609", errorInfo: "Live view timed out" })));
  } finally {
    if (device.view === view) device.view = null;
  }
}

async function showFrame(
  socket: Socket,
  frameNumber: number,
  { device, deviceSubId, makeView }: ViewParts,
): Promise<void> {
  const jpeg = await makeView({ kind: device.kind, deviceSubId, frameNumber });
  // A client that does not read misses frames; memory does not fill with them.
  if (socket.writableNeedDrain || socket.destroyed) return;
  const partHead = `${boundary}\r\nAccess-Control-Allow-Origin:*\r\nContent-Type:image/jpeg\r\nContent-Length:${jpeg.length}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(partHead), jpeg, Buffer.from("\r\n\r\n")]));
}

/** True when the fault has ended the view. */
async function actOut(socket: Socket, { fault, signal, unplug }: ViewParts): Promise<boolean> {
  switch (fault?.fault) {
    case "stall":
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      return true;
    case "garbage":
      socket.end(`${boundary}\r\nContent-Type:image/jpeg\r\nContent-Length:9\r\n\r\nnot a jpg`);
      return true;
    case "torn":
      socket.end(`${boundary}\r\nContent-Type:image/jpeg\r\nContent-Length:100\r\n\r\n\u00ff`);
      return true;
    case "unplug":
      unplug();
      return true;
    default:
      return false;
  }
}
