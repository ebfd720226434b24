import { z } from "zod";
import { arePortsInOrder, portsProblem, sbiFields, viewMs } from "./sbi-config.ts";
import { v4l2Fields } from "./video-config.ts";

/** The near-infrared camera. Which driver serves it, and what that driver must know. */
export const irisCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ ...sbiFields(60), viewMs }).refine(arePortsInOrder, portsProblem),
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({
    ...v4l2Fields,
    resolutionPpi: z.int().min(100).max(5_000).default(500).describe("Of an eye at the camera's own distance."),
    isMirrored: z.boolean().default(false).describe("Swaps left and right; matters when it shows both eyes."),
  }),
]);

export type IrisCameraConfig = Readonly<z.output<typeof irisCameraConfigSchema>>;
