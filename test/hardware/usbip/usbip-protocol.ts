/**
 * USB over IP (Documentation/usb/usbip_protocol.rst of the kernel): all numbers big-endian. A client first lists or imports
 * devices; after an import the same connection carries requests for transfers and their answers.
 */
export const usbipVersion = 0x0111;
const operation = { listRequest: 0x8005, listReply: 0x0005, importRequest: 0x8003, importReply: 0x0003 } as const;
const command = { submit: 1, unlink: 2, submitReply: 3, unlinkReply: 4 } as const;
const operationBytes = 8;
const busIdBytes = 32;
const headerBytes = 48;
const directionIn = 1;
/** Of one transfer; a kernel asks for no more than some 100 KB at once. */
const transferMaxBytes = 4 * 1_048_576;

/** As the kernel numbers them: 1 low, 2 full, 3 high. */
export type UsbSpeed = 1 | 2 | 3;

export type UsbipDevice = {
  /** E.g. `1-1`. */
  readonly busId: string;
  readonly busNumber: number;
  readonly deviceNumber: number;
  readonly speed: UsbSpeed;
  readonly vendorId: number;
  readonly productId: number;
  readonly release: number;
  readonly deviceClass: readonly [number, number, number];
  readonly configurationValue: number;
  readonly interfaces: readonly (readonly [number, number, number])[];
};

export type UsbipRequest =
  | { readonly kind: "list" }
  | { readonly kind: "import"; readonly busId: string }
  | {
      readonly kind: "submit";
      readonly sequence: number;
      readonly endpoint: number;
      readonly isIn: boolean;
      /** How many bytes are wanted, or follow. */
      readonly lengthBytes: number;
      /** Of a control transfer. */
      readonly setup: Uint8Array;
      /** What goes out. */
      readonly data: Uint8Array;
    }
  /** Takes back a submit that has not been answered. */
  | { readonly kind: "unlink"; readonly sequence: number; readonly unlinked: number };

/** One request from the front of what has come, and how long it was; `incomplete` until it is whole. */
export type UsbipReading =
  | { readonly kind: "request"; readonly request: UsbipRequest; readonly lengthBytes: number }
  | { readonly kind: "incomplete" }
  | { readonly kind: "malformed"; readonly problem: string };

const incomplete: UsbipReading = { kind: "incomplete" };
const malformed = (problem: string): UsbipReading => ({ kind: "malformed", problem });

/** Before a device is imported. */
export function readUsbipOperation(bytes: Uint8Array): UsbipReading {
  if (bytes.length < operationBytes) return incomplete;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== usbipVersion) return malformed("another version");
  const code = view.getUint16(2);
  if (code === operation.listRequest)
    return { kind: "request", request: { kind: "list" }, lengthBytes: operationBytes };
  if (code !== operation.importRequest) return malformed("an unknown operation");
  const lengthBytes = operationBytes + busIdBytes;
  if (bytes.length < lengthBytes) return incomplete;
  const name = Buffer.from(bytes.subarray(operationBytes, lengthBytes)).toString("latin1");
  return { kind: "request", request: { kind: "import", busId: name.replace(/\0.*$/s, "") }, lengthBytes };
}

/** After a device was imported. */
export function readUsbipCommand(bytes: Uint8Array): UsbipReading {
  if (bytes.length < headerBytes) return incomplete;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sequence = view.getUint32(4);
  switch (view.getUint32(0)) {
    case command.unlink:
      return {
        kind: "request",
        request: { kind: "unlink", sequence, unlinked: view.getUint32(20) },
        lengthBytes: headerBytes,
      };
    case command.submit:
      return readSubmit(bytes, view, sequence);
    default:
      return malformed("an unknown command");
  }
}

function readSubmit(bytes: Uint8Array, view: DataView, sequence: number): UsbipReading {
  const isIn = view.getUint32(12) === directionIn;
  const endpoint = view.getUint32(16);
  const wantedBytes = view.getInt32(24);
  // All ones, or nothing, where a transfer is not isochronous.
  const packets = view.getInt32(32);
  if (packets > 0) return malformed("an isochronous transfer");
  if (wantedBytes < 0 || wantedBytes > transferMaxBytes) return malformed("a transfer of impossible length");
  const lengthBytes = headerBytes + (isIn ? 0 : wantedBytes);
  if (bytes.length < lengthBytes) return incomplete;
  const setup = bytes.slice(40, 48);
  const data = bytes.slice(headerBytes, lengthBytes);
  const request = { kind: "submit", sequence, endpoint, isIn, lengthBytes: wantedBytes, setup, data } as const;
  return { kind: "request", request, lengthBytes };
}

export function encodeUsbipList(devices: readonly UsbipDevice[]): Uint8Array {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(devices.length);
  const entries = devices.flatMap((device) => [
    describeDevice(device),
    ...device.interfaces.map((classes) => Uint8Array.of(...classes, 0)),
  ]);
  return Buffer.concat([encodeOperation(operation.listReply, true), count, ...entries]);
}

/** Null says that there is no such device. */
export function encodeUsbipImport(device: UsbipDevice | null): Uint8Array {
  const head = encodeOperation(operation.importReply, device !== null);
  return device === null ? head : Buffer.concat([head, describeDevice(device)]);
}

function encodeOperation(code: number, isDone: boolean): Uint8Array {
  const bytes = Buffer.alloc(operationBytes);
  bytes.writeUInt16BE(usbipVersion, 0);
  bytes.writeUInt16BE(code, 2);
  bytes.writeUInt32BE(isDone ? 0 : 1, 4);
  return bytes;
}

function describeDevice(device: UsbipDevice): Uint8Array {
  const bytes = Buffer.alloc(312);
  bytes.write(`/sys/devices/emulated/${device.busId}`, 0, 255, "latin1");
  bytes.write(device.busId, 256, busIdBytes - 1, "latin1");
  bytes.writeUInt32BE(device.busNumber, 288);
  bytes.writeUInt32BE(device.deviceNumber, 292);
  bytes.writeUInt32BE(device.speed, 296);
  bytes.writeUInt16BE(device.vendorId, 300);
  bytes.writeUInt16BE(device.productId, 302);
  bytes.writeUInt16BE(device.release, 304);
  bytes.set([...device.deviceClass, device.configurationValue, 1, device.interfaces.length], 306);
  return bytes;
}

/** Linux's numbers for how a transfer ended. */
export const usbStatus = { done: 0, stalled: -32, unlinked: -104, gone: -108 } as const;

/** For an `in` transfer `data` is what came; for an `out` transfer `actualBytes` says how much was taken. */
export type UsbipSubmitReply = {
  readonly sequence: number;
  readonly status: number;
  readonly actualBytes: number;
  readonly data: Uint8Array;
};

export function encodeUsbipSubmitReply({ sequence, status, actualBytes, data }: UsbipSubmitReply): Uint8Array {
  const bytes = Buffer.alloc(headerBytes + data.length);
  bytes.writeUInt32BE(command.submitReply, 0);
  bytes.writeUInt32BE(sequence, 4);
  bytes.writeInt32BE(status, 20);
  bytes.writeInt32BE(actualBytes, 24);
  bytes.set(data, headerBytes);
  return bytes;
}

export function encodeUsbipUnlinkReply(sequence: number, status: number): Uint8Array {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt32BE(command.unlinkReply, 0);
  bytes.writeUInt32BE(sequence, 4);
  bytes.writeInt32BE(status, 20);
  return bytes;
}
