import { z } from "zod";

/** The near-infrared camera. Which driver serves it, and what that driver must know. */
export const irisCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type IrisCameraConfig = Readonly<z.output<typeof irisCameraConfigSchema>>;
