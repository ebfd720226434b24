import { z } from "zod";

/** A device by a name that stays the same, such as `/dev/serial/by-id/…` or `/dev/booth/…` of the booth's udev rules. */
export const devicePath = z
  .string()
  .regex(/^\/[\x21-\x7e]{1,254}$/, "an absolute path without blanks")
  .describe("Prefer /dev/…/by-id/… or /dev/booth/…: numbers change with the order of plugging.");

/** As the device itself says it, and `lsusb -v` or `udevadm info` show it. */
export const usbSerial = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, "a serial number without blanks")
  .optional();

/** The numbered names of the kernel, of which another device may be the one tomorrow. */
export function isPassingPath(path: string): boolean {
  return /^\/dev\/(ttyUSB|ttyACM|ttyS|video|hidraw)\d+$/.test(path);
}
