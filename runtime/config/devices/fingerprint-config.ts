import { z } from "zod";
import { devicePath } from "./device-path.ts";

const ppi = z.number().min(400).max(700).default(512);

/** One finger at a time. Which driver serves it, and what that driver must know. */
export const fingerprintConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({
    driver: z.literal("uru4000"),
    serial: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe("The reader with this serial number; left out, the first one."),
    ppiAcross: ppi.describe("Measured on a printed grid; the sensor's pixels are not quite square."),
    ppiDown: ppi,
  }),
  z.strictObject({
    driver: z.literal("zfm"),
    path: devicePath,
    baudRateMaxBps: z
      .union([z.literal(57_600), z.literal(115_200)])
      .default(115_200)
      .describe("57600 for adapters that damage data at the higher speed, as some with a CH340 do."),
  }),
]);

export type FingerprintConfig = Readonly<z.output<typeof fingerprintConfigSchema>>;
