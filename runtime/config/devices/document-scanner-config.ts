import { z } from "zod";
import { usbSerial } from "./device-path.ts";
import { stillCameraFields, v4l2Fields } from "./video-config.ts";

const pagePpi = z
  .number()
  .min(75)
  .max(1_200)
  .default(200)
  .describe("Of paper under the camera: measure a ruler's picture once. Below 200 small print is hard to read.");

/** Where papers are scanned. Which driver serves it, and what that driver must know. */
export const documentScannerConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ ...stillCameraFields, resolutionPpi: pagePpi }),
  z.strictObject({
    driver: z.literal("sane"),
    scanner: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, "a SANE device name without blanks")
      .refine((name) => !name.startsWith("-"), "a name, not an option")
      .describe("As `scanimage -L` lists it."),
    serial: usbSerial.describe(
      "Of a scanner whose name has USB numbers in it, as `epson2:libusb:001:004`: they are looked up at each opening.",
    ),
    resolutionPpi: z.int().min(75).max(1_200).default(300),
    widthMm: z.number().min(10).max(500).default(210),
    heightMm: z.number().min(10).max(1_000).default(297),
    feeder: z
      .string()
      .min(1)
      .max(64)
      .nullable()
      .default(null)
      .describe("SANE's name of a sheet feeder; null, the glass."),
    scanTimeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  }),
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({ ...v4l2Fields, resolutionPpi: pagePpi }),
]);

export type DocumentScannerConfig = Readonly<z.output<typeof documentScannerConfigSchema>>;
