import type { HidFinding, UsbFinding } from "../../drivers/discovery/finding.ts";
import { uruProductIds, uruVendorId } from "../../drivers/fingerprint/uru4000-protocol.ts";
import { wacomProductIds, wacomVendorId } from "../../drivers/signature-pad/wacom-protocol.ts";
import type { DeviceRow } from "./device-row.ts";
import { hex } from "./match-serial.ts";

const printerClass = 7;
/** Makers of readers whose protocol is closed: their own service, or SBI, is the way to them. */
const closedVendors: Readonly<Record<number, string>> = {
  4450: "SecuGen",
  5265: "Futronic",
  5841: "Suprema",
};
const topaz = { vendorId: 0x06a8, productId: 0x0043 };

/** Null for what is no device of a booth's. */
export function matchUsb(found: UsbFinding): DeviceRow | null {
  const { vendorId, productId, serial, label, interfaceClasses, isAccessible } = found;
  const usbId = `${hex(vendorId)}:${hex(productId)}`;
  const row = {
    kind: "usb",
    what: label === "" ? `USB ${usbId}` : label,
    where: serial === "" ? usbId : `${usbId} ${serial}`,
    advice: isAccessible === false ? "no-permission" : null,
  } as const;
  if (vendorId === uruVendorId && uruProductIds.some((known) => known === productId)) {
    const fragment = { driver: "uru4000", ...named(serial) };
    return { ...row, candidates: [{ role: "fingerprint", driver: "uru4000", certainty: "certain", fragment }] };
  }
  if (interfaceClasses.includes(printerClass)) {
    const fragment = { driver: "escpos", line: { kind: "usb", usbId, ...named(serial) } };
    return { ...row, candidates: [{ role: "receiptPrinter", driver: "escpos", certainty: "possible", fragment }] };
  }
  const closed = closedVendors[vendorId];
  if (closed === undefined) return null;
  return { ...row, what: label === "" ? closed : label, candidates: [], advice: "closed-protocol" };
}

/** Null for what is no device of a booth's, such as a keyboard. */
export function matchHid({ vendorId, productId, serial, label, isAccessible }: HidFinding): DeviceRow | null {
  const usbId = `${hex(vendorId)}:${hex(productId)}`;
  const row = {
    kind: "hid",
    what: label === "" ? `HID ${usbId}` : label,
    where: serial === "" ? usbId : `${usbId} ${serial}`,
  } as const;
  if (vendorId === wacomVendorId && wacomProductIds.includes(productId)) {
    const fragment = { driver: "wacom-stu", ...named(serial) };
    const advice = isAccessible === false ? "no-permission" : null;
    return {
      ...row,
      candidates: [{ role: "signaturePad", driver: "wacom-stu", certainty: "certain", fragment }],
      advice,
    };
  }
  const isTopaz = vendorId === topaz.vendorId && productId === topaz.productId;
  return isTopaz ? { ...row, candidates: [], advice: "hsb-pad" } : null;
}

/** What the configuration takes for a serial number; a device with another is named by being the first. */
function named(serial: string): { readonly serial?: string } {
  return serial === "" || serial.length > 64 ? {} : { serial };
}
