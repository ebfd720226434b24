import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import type { Provenance } from "../../../runtime/kernel/device.ts";

export type CameraIdentity = Pick<Provenance, "model" | "serial" | "firmware" | "hardwareId" | "isSimulated">;

/** Drivers of the kernel that draw their own pictures. */
const madeUpDrivers = ["vivid", "vimc", "vidtv"];
/** A USB camera's own folder is one or two above that of its interface. */
const levelsMax = 4;

/**
 * What the kernel knows of a camera: of one on USB, what it says of itself; of any other, its name. A camera that only a
 * program or the kernel makes up is marked as simulated. A path that is no camera's gets its own name, and nothing else.
 */
export async function identifyCamera(path: string, sysDir = "/sys"): Promise<CameraIdentity> {
  const node = basename(await orNull(realpath(path)).then((real) => real ?? path));
  const dir = await orNull(realpath(join(sysDir, "class/video4linux", node)));
  if (dir === null) return nameless(basename(path));
  const model = (await readLine(join(dir, "name"))) ?? node;
  const usb = await findUsbDevice(join(dir, "device"));
  if (usb !== null) return identifyUsb(usb, model);
  const driver = basename((await orNull(realpath(join(dir, "device/driver")))) ?? "");
  const isVirtual = dir.includes(`${sep}devices${sep}virtual${sep}`);
  if (!isVirtual && !madeUpDrivers.includes(driver)) return { ...nameless(model), hardwareId: null };
  const source = driver === "" ? "LOOPBACK" : driver.toUpperCase();
  return { ...nameless(model), serial: `EMU-${source}-${node}`, isSimulated: true };
}

function nameless(model: string): CameraIdentity {
  return { model, serial: "unknown", firmware: "unknown", hardwareId: null, isSimulated: false };
}

async function identifyUsb(dir: string, name: string): Promise<CameraIdentity> {
  const [vendor, product, serial, release] = await Promise.all(
    ["idVendor", "idProduct", "serial", "bcdDevice"].map((file) => readLine(join(dir, file))),
  );
  return {
    model: name,
    serial: serial ?? "unknown",
    firmware: release ?? "unknown",
    hardwareId: `usb:${vendor}:${product}`,
    isSimulated: serial?.startsWith("EMU-") === true,
  };
}

/** The nearest folder upwards that is a USB device, and not one of its interfaces. */
async function findUsbDevice(link: string): Promise<string | null> {
  let dir = await orNull(realpath(link));
  for (let level = 0; level < levelsMax && dir !== null && dir !== dirname(dir); level += 1) {
    if ((await readLine(join(dir, "idVendor"))) !== null) return dir;
    dir = dirname(dir);
  }
  return null;
}

/** Null for a file that is not there, or empty. */
async function readLine(path: string): Promise<string | null> {
  const text = await orNull(readFile(path, "utf8"));
  return text === null || text.trim() === "" ? null : text.trim();
}

/** A camera may be pulled out between two looks at its folder; and to be nameless is no reason to be refused. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
