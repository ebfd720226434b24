import { z } from "zod";

/** A device by a name that stays the same, such as `/dev/serial/by-id/…` or `/dev/booth/…` of the booth's udev rules. */
export const devicePath = z
  .string()
  .regex(/^\/[\x21-\x7e]{1,254}$/, "an absolute path without blanks")
  .describe("Prefer /dev/…/by-id/… or /dev/booth/…: numbers change with the order of plugging.");
