import { constants } from "node:fs";
import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { UsbFinding } from "./finding.ts";

const devicesMax = 500;
const textMaxLength = 200;

/**
 * What hangs on the USB bus, from the kernel's own tree: nothing is opened or claimed, so that a device in use is not
 * disturbed, and one that this account may not open is seen all the same.
 */
export async function listUsb(
  roots: { readonly sysDir: string; readonly devDir: string } = { sysDir: "/sys/bus/usb/devices", devDir: "/dev" },
): Promise<readonly UsbFinding[]> {
  // Without a bus there is no tree.
  const names = (await readdir(roots.sysDir).catch(() => [])).sort().slice(0, devicesMax);
  const found: UsbFinding[] = [];
  for (const name of names) {
    if (name.includes(":")) continue;
    const device = await readDevice(join(roots.sysDir, name), roots.devDir);
    if (device === null) continue;
    const interfaces = names.filter((other) => other.startsWith(`${name}:`));
    const classes = await Promise.all(
      interfaces.map((one) => readNumber(join(roots.sysDir, one, "bInterfaceClass"), 16)),
    );
    found.push({ ...device, interfaceClasses: classes.filter((one) => one !== null) });
  }
  return found;
}

async function readDevice(dir: string, devDir: string): Promise<Omit<UsbFinding, "interfaceClasses"> | null> {
  const vendorId = await readNumber(join(dir, "idVendor"), 16);
  const productId = await readNumber(join(dir, "idProduct"), 16);
  if (vendorId === null || productId === null) return null;
  const [bus, number] = [await readNumber(join(dir, "busnum"), 10), await readNumber(join(dir, "devnum"), 10)];
  const label = [await readText(join(dir, "manufacturer")), await readText(join(dir, "product"))]
    .filter((part) => part !== "")
    .join(" ");
  const isAccessible =
    bus === null || number === null ? null : await mayUse(join(devDir, "bus/usb", pad(bus), pad(number)));
  return { vendorId, productId, serial: await readText(join(dir, "serial")), label, isAccessible };
}

/** Whether this account may read and write a device node; null when there is no such node. */
export async function mayUse(path: string): Promise<boolean | null> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  return access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
}

const pad = (number: number) => String(number).padStart(3, "0");

/** An attribute that the device does not have is empty. */
async function readText(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trim().slice(0, textMaxLength);
}

async function readNumber(path: string, radix: 10 | 16): Promise<number | null> {
  const text = await readText(path);
  const isWhole = radix === 16 ? /^[0-9a-f]{1,4}$/i.test(text) : /^\d{1,5}$/.test(text);
  return isWhole ? Number.parseInt(text, radix) : null;
}
