import { z } from "zod";
import { devicePath, usbSerial } from "./device-path.ts";

/** How a camera is to stand still; what is left out stays as the camera has it. */
export const controlsConfigSchema = z
  .strictObject({
    exposure: z.int().min(1).max(10_000).nullable().default(156).describe("In 100 µs."),
    whiteBalanceK: z.int().min(2_000).max(10_000).nullable().default(4_600),
    focus: z.int().min(0).max(1_023).nullable().default(null),
  })
  .prefault({});

/** A camera that Linux knows. */
export const v4l2Fields = {
  driver: z.literal("v4l2"),
  path: devicePath,
  widthPx: z.int().min(160).max(10_000).default(1_920),
  heightPx: z.int().min(120).max(10_000).default(1_080),
  framesPerSecond: z.int().min(1).max(120).default(15),
  format: z.enum(["mjpeg", "raw"]).default("mjpeg").describe("`raw` for a camera that does not compress."),
  controls: controlsConfigSchema,
} as const;

/** A still camera behind gphoto2. */
export const stillCameraFields = {
  driver: z.literal("gphoto2"),
  port: z
    .string()
    .regex(/^[a-z0-9:,./-]{1,64}$/, "a port as `gphoto2 --auto-detect` lists it")
    .nullable()
    .default(null)
    .describe("Until it is plugged anew; null takes the first. Prefer `serial`."),
  serial: usbSerial.describe("The camera with this USB serial number, wherever it is plugged."),
} as const;
