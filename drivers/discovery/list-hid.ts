import { devicesAsync } from "node-hid";
import type { HidFinding } from "./finding.ts";
import { mayUse } from "./list-usb.ts";

/** HID devices as the signature pads' driver sees them; one entry a device, however many interfaces it has. */
export async function listHid(): Promise<readonly HidFinding[]> {
  const found = new Map<string, HidFinding>();
  for (const { vendorId, productId, serialNumber, manufacturer, product, path } of await devicesAsync()) {
    const serial = serialNumber ?? "";
    const label = [manufacturer, product].filter((part) => part !== undefined && part !== "").join(" ");
    const isAccessible = path === undefined ? null : await mayUse(path);
    found.set(`${vendorId}:${productId}:${serial}`, { vendorId, productId, serial, label, isAccessible });
  }
  return [...found.values()];
}
