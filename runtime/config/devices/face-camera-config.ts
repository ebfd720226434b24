import { z } from "zod";

/** The portrait camera. Which driver serves it, and what that driver must know. */
export const faceCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type FaceCameraConfig = Readonly<z.output<typeof faceCameraConfigSchema>>;
