import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isSystemError } from "../../runtime/kernel/errors.ts";

/** Where the kernel has put a device until it is plugged anew: both numbers change with the order of plugging. */
export type UsbAddress = { readonly bus: number; readonly device: number };

const devicesDir = "/sys/bus/usb/devices";
const devicesMax = 256;

/**
 * The device that calls itself by this serial number, or null. Names that change, as `usb:001,004` of gphoto2 and
 * `libusb:001:004` of SANE, are made of it at each opening.
 */
export async function findUsbAddress(serial: string, dir = devicesDir): Promise<UsbAddress | null> {
  for (const name of (await listFolder(dir)).slice(0, devicesMax)) {
    const read = (file: string) => readAttribute(join(dir, name, file));
    if ((await read("serial")) !== serial) continue;
    const [bus, device] = [Number(await read("busnum")), Number(await read("devnum"))];
    if (bus > 0 && device > 0) return { bus, device };
  }
  return null;
}

/** Three digits, as both libraries write them. */
export function padUsbNumber(number: number): string {
  return String(number).padStart(3, "0");
}

async function listFolder(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    // A machine without USB has none of its devices.
    if (isSystemError(error, "ENOENT")) return [];
    throw error;
  }
}

/** Null where it has none, or has just gone. */
async function readAttribute(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
