import { z } from "zod";
import { arePortsInOrder, portsProblem, sbiFields, viewMs } from "./sbi-config.ts";

/** The portrait camera. Which driver serves it, and what that driver must know. */
export const faceCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ ...sbiFields(60), viewMs }).refine(arePortsInOrder, portsProblem),
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type FaceCameraConfig = Readonly<z.output<typeof faceCameraConfigSchema>>;
