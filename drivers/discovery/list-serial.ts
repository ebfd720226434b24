import { SerialPort } from "serialport";
import type { SerialFinding, UsbId } from "./finding.ts";
import { readStablePaths, stableFolders } from "./stable-paths.ts";

/** Serial lines as udev knows them. Pseudo-terminals are not among them: those go by an explicit path. */
export async function listSerial(): Promise<readonly SerialFinding[]> {
  const stable = await readStablePaths(stableFolders.serial);
  const ports = await SerialPort.list();
  return ports.map(({ path, vendorId, productId, manufacturer, pnpId }) => ({
    path: stable.get(path) ?? path,
    usb: readUsbId(vendorId, productId),
    label: [manufacturer, pnpId].filter((part) => part !== undefined && part !== "").join(" "),
  }));
}

function readUsbId(vendorId: string | undefined, productId: string | undefined): UsbId | null {
  const [vendor, product] = [vendorId, productId].map((id) => Number.parseInt(id ?? "", 16));
  if (vendor === undefined || product === undefined || Number.isNaN(vendor) || Number.isNaN(product)) return null;
  return { vendorId: vendor, productId: product };
}
