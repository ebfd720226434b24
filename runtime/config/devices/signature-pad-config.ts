import { z } from "zod";
import { devicePath } from "./device-path.ts";

const finishAfterMs = z
  .int()
  .min(500)
  .max(30_000)
  .default(2_500)
  .describe("The signer has finished when the pen has rested for this long.");

/** Where residents sign. Which driver serves it, and what that driver must know. */
export const signaturePadConfigSchema = z.discriminatedUnion("driver", [
  z
    .strictObject({ driver: z.literal("page"), finishAfterMs: finishAfterMs.default(10_000) })
    .describe("Finger or pen on the screen that shows the page."),
  z
    .strictObject({ driver: z.literal("paper") })
    .describe("A sheet of paper, read by the document scanner: where the office takes signatures so."),
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({
    driver: z.literal("topaz"),
    path: devicePath,
    model: z.enum(["siglite-1x5", "signaturegem-4x5", "siggem-1x5", "siglite-lcd-1x5", "siggem-lcd-4x5"]),
    finishAfterMs,
  }),
  z.strictObject({
    driver: z.literal("wacom-stu"),
    serial: z.string().min(1).max(64).optional().describe("The pad with this serial number; left out, the first one."),
    finishAfterMs: finishAfterMs.default(10_000),
  }),
]);

export type SignaturePadConfig = Readonly<z.output<typeof signaturePadConfigSchema>>;
