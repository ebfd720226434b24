import { z } from "zod";
import { arePortsInOrder, portsProblem, sbiFields, viewMs } from "./sbi-config.ts";

/** The near-infrared camera. Which driver serves it, and what that driver must know. */
export const irisCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ ...sbiFields(60), viewMs }).refine(arePortsInOrder, portsProblem),
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type IrisCameraConfig = Readonly<z.output<typeof irisCameraConfigSchema>>;
