/**
 * Events of `/dev/uhid`, through which a program is a HID device (include/uapi/linux/uhid.h: packed, in the machine's own
 * byte order, here little-endian). Each read gives one event, each write takes one.
 */
const eventType = {
  destroy: 1,
  start: 2,
  stop: 3,
  open: 4,
  close: 5,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;

/** More than any event: a read never cuts one short. */
export const uhidEventMaxBytes = 8_192;
const dataMaxBytes = 4_096;
const busUsb = 0x03;
/** Of a reply: the request failed (EIO). */
const failed = 5;

/** What the kernel asks of the device. `kind` of a report: what HID calls its type. */
export type UhidRequest =
  | { readonly kind: "start" | "stop" | "open" | "close" }
  | { readonly kind: "output"; readonly report: Uint8Array }
  | { readonly kind: "get-report"; readonly id: number; readonly reportId: number; readonly isFeature: boolean }
  | { readonly kind: "set-report"; readonly id: number; readonly isFeature: boolean; readonly report: Uint8Array };

/** Null for an event that is cut short, claims more data than one can hold, or is unknown. */
export function readUhidRequest(event: Uint8Array): UhidRequest | null {
  if (event.length < 4) return null;
  const view = new DataView(event.buffer, event.byteOffset, event.byteLength);
  switch (view.getUint32(0, true)) {
    case eventType.start:
      return { kind: "start" };
    case eventType.stop:
      return { kind: "stop" };
    case eventType.open:
      return { kind: "open" };
    case eventType.close:
      return { kind: "close" };
    case eventType.output:
      return readOutput(event, view);
    case eventType.getReport:
      if (event.length < 10) return null;
      return {
        kind: "get-report",
        id: view.getUint32(4, true),
        reportId: view.getUint8(8),
        isFeature: view.getUint8(9) === 0,
      };
    case eventType.setReport:
      return readSetReport(event, view);
    default:
      return null;
  }
}

/** Data first, at its full length; then how much of it counts. */
function readOutput(event: Uint8Array, view: DataView): UhidRequest | null {
  const sizeAt = 4 + dataMaxBytes;
  if (event.length < sizeAt + 2) return null;
  const size = view.getUint16(sizeAt, true);
  return size > dataMaxBytes ? null : { kind: "output", report: event.slice(4, 4 + size) };
}

function readSetReport(event: Uint8Array, view: DataView): UhidRequest | null {
  if (event.length < 12) return null;
  const size = view.getUint16(10, true);
  if (size > dataMaxBytes || event.length < 12 + size) return null;
  const isFeature = view.getUint8(9) === 0;
  return { kind: "set-report", id: view.getUint32(4, true), isFeature, report: event.slice(12, 12 + size) };
}

export type UhidIdentity = {
  readonly name: string;
  readonly serial: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly descriptor: Uint8Array;
};

/** Plugs the device in, as one on USB. */
export function encodeUhidCreate({ name, serial, vendorId, productId, descriptor }: UhidIdentity): Uint8Array {
  const headBytes = 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4;
  const event = new Uint8Array(headBytes + descriptor.length);
  const view = new DataView(event.buffer);
  view.setUint32(0, eventType.create2, true);
  // Texts end with a zero byte.
  event.set(Buffer.from(name, "latin1").subarray(0, 127), 4);
  event.set(Buffer.from(serial, "latin1").subarray(0, 63), 4 + 128 + 64);
  view.setUint16(260, descriptor.length, true);
  view.setUint16(262, busUsb, true);
  view.setUint32(264, vendorId, true);
  view.setUint32(268, productId, true);
  event.set(descriptor, headBytes);
  return event;
}

/** Pulls the device out. */
export function encodeUhidDestroy(): Uint8Array {
  return Uint8Array.of(eventType.destroy, 0, 0, 0);
}

/** A report that the device sends of its own accord. */
export function encodeUhidInput(report: Uint8Array): Uint8Array {
  const event = new Uint8Array(6 + report.length);
  const view = new DataView(event.buffer);
  view.setUint32(0, eventType.input2, true);
  view.setUint16(4, report.length, true);
  event.set(report, 6);
  return event;
}

/** The answer to `get-report`; null says that it failed. */
export function encodeUhidGetReply(id: number, report: Uint8Array | null): Uint8Array {
  const data = report ?? new Uint8Array(0);
  const event = new Uint8Array(12 + data.length);
  const view = new DataView(event.buffer);
  view.setUint32(0, eventType.getReportReply, true);
  view.setUint32(4, id, true);
  view.setUint16(8, report === null ? failed : 0, true);
  view.setUint16(10, data.length, true);
  event.set(data, 12);
  return event;
}

/** The answer to `set-report`. */
export function encodeUhidSetReply(id: number, isTaken: boolean): Uint8Array {
  const event = new Uint8Array(10);
  const view = new DataView(event.buffer);
  view.setUint32(0, eventType.setReportReply, true);
  view.setUint32(4, id, true);
  view.setUint16(8, isTaken ? 0 : failed, true);
  return event;
}
