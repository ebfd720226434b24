import type { UsbDescriptors } from "../transport/usb-descriptors.ts";
import {
  uruEndpoint,
  uruInterfaceClass,
  uruInterruptBytes,
  uruTurnedProductId,
  uruVendorId,
} from "./uru4000-protocol.ts";

const descriptor = { device: 1, configuration: 2, interface: 4, endpoint: 5 } as const;
const transfer = { bulk: 2, interrupt: 3 } as const;
const directionIn = 0x80;
const fullSpeedPacketBytes = 64;
const u16 = (value: number): readonly [number, number] => [value & 0xff, value >> 8];

/** An emulated 4500, by the ids and endpoints that every driver of it looks for; its serial number says that it is none. */
export function describeUru(serial: string): UsbDescriptors {
  const release = u16(0x0100);
  const usbVersion = u16(0x0110);
  const ids = [...u16(uruVendorId), ...u16(uruTurnedProductId), ...release];
  const device = [18, descriptor.device, ...usbVersion, 0, 0, 0, fullSpeedPacketBytes, ...ids, 1, 2, 3, 1];
  const body = [
    ...[9, descriptor.interface, 0, 0, 2, uruInterfaceClass, uruInterfaceClass, uruInterfaceClass, 0],
    ...describeEndpoint(uruEndpoint.interrupt, transfer.interrupt, uruInterruptBytes, 10),
    ...describeEndpoint(uruEndpoint.image, transfer.bulk, fullSpeedPacketBytes, 0),
  ];
  const busPowered = 0x80;
  const halfMilliamperes = 50;
  const head = [9, descriptor.configuration, ...u16(9 + body.length), 1, 1, 0, busPowered, halfMilliamperes];
  return {
    device: Uint8Array.from(device),
    configuration: Uint8Array.from([...head, ...body]),
    strings: ["DigitalPersona, Inc.", "U.are.U 4500 Fingerprint Reader", serial],
  };
}

function describeEndpoint(endpoint: number, kind: number, packetBytes: number, intervalMs: number): readonly number[] {
  return [7, descriptor.endpoint, directionIn | endpoint, kind, ...u16(packetBytes), intervalMs];
}
