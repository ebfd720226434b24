import type { UsbDescriptors } from "../../../drivers/transport/usb-descriptors.ts";
import type { UsbipDevice, UsbSpeed } from "./usbip-protocol.ts";

/** The eight bytes that begin a control transfer (USB 2.0, 9.3). */
export type UsbSetup = {
  readonly isIn: boolean;
  readonly kind: "standard" | "class" | "vendor" | "reserved";
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly lengthBytes: number;
};

export function readUsbSetup(bytes: Uint8Array): UsbSetup {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint8(0);
  const kinds = ["standard", "class", "vendor", "reserved"] as const;
  return {
    isIn: (type & 0x80) !== 0,
    kind: kinds[(type >> 5) & 3] ?? "reserved",
    request: view.getUint8(1),
    value: view.getUint16(2, true),
    index: view.getUint16(4, true),
    lengthBytes: view.getUint16(6, true),
  };
}

/** A device on the far end of the cable. A request that it does not know stalls. */
export type UsbDevice = {
  readonly descriptors: UsbDescriptors;
  /** Null stalls. */
  readonly controlIn: (setup: UsbSetup) => Uint8Array | null;
  /** False stalls. */
  readonly controlOut: (setup: UsbSetup, data: Uint8Array) => boolean;
  /** What an endpoint has to say now; null for nothing yet. */
  readonly take: (endpoint: number) => Uint8Array | null;
};

const standard = {
  getStatus: 0,
  clearFeature: 1,
  setFeature: 3,
  getDescriptor: 6,
  getConfiguration: 8,
  setConfiguration: 9,
  getInterface: 10,
  setInterface: 11,
} as const;
const descriptorType = { device: 1, configuration: 2, string: 3 } as const;
const usEnglish = Uint8Array.of(4, descriptorType.string, 0x09, 0x04);

/** What every USB device has to answer; null stalls. */
export function answerStandard(descriptors: UsbDescriptors, setup: UsbSetup): Uint8Array | null {
  switch (setup.request) {
    case standard.getDescriptor:
      return findDescriptor(descriptors, setup.value);
    case standard.getStatus:
      return new Uint8Array(2);
    case standard.getConfiguration:
      return Uint8Array.of(descriptors.configuration[5] ?? 0);
    case standard.getInterface:
      return new Uint8Array(1);
    default:
      return null;
  }
}

/** Whether a standard request that brings no data is known. */
export function takeStandard({ request }: UsbSetup): boolean {
  const known: readonly number[] = [
    ...[standard.setConfiguration, standard.setInterface, standard.clearFeature, standard.setFeature],
  ];
  return known.includes(request);
}

function findDescriptor({ device, configuration, strings }: UsbDescriptors, value: number): Uint8Array | null {
  const index = value & 0xff;
  switch (value >> 8) {
    case descriptorType.device:
      return device;
    case descriptorType.configuration:
      return configuration;
    case descriptorType.string: {
      const text = strings[index - 1];
      if (index === 0) return usEnglish;
      return text === undefined ? null : encodeString(text);
    }
    default:
      return null;
  }
}

function encodeString(text: string): Uint8Array {
  const letters = Buffer.from(text.slice(0, 126), "utf16le");
  return Uint8Array.of(2 + letters.length, descriptorType.string, ...letters);
}

/** How USB/IP names a device, from its own descriptors. */
export function identifyUsbDevice(
  { device, configuration }: UsbDescriptors,
  busId: string,
  speed: UsbSpeed,
): UsbipDevice {
  const view = new DataView(device.buffer, device.byteOffset, device.byteLength);
  return {
    busId,
    busNumber: 1,
    deviceNumber: 1,
    speed,
    vendorId: view.getUint16(8, true),
    productId: view.getUint16(10, true),
    release: view.getUint16(12, true),
    deviceClass: [view.getUint8(4), view.getUint8(5), view.getUint8(6)],
    configurationValue: configuration[5] ?? 0,
    interfaces: listInterfaces(configuration),
  };
}

/** Class, subclass and protocol of each; descriptors begin with their length. */
function listInterfaces(configuration: Uint8Array): readonly (readonly [number, number, number])[] {
  const interfaces: [number, number, number][] = [];
  for (let at = 0; at + 1 < configuration.length; at += Math.max(2, configuration[at] ?? 0)) {
    const [, type, , , , deviceClass = 0, subclass = 0, protocol = 0] = configuration.subarray(at);
    if (type === 4) interfaces.push([deviceClass, subclass, protocol]);
  }
  return interfaces;
}
