import { z } from "zod";
import { arePortsInOrder, portsProblem, sbiFields, viewMs } from "./sbi-config.ts";
import { stillCameraFields, v4l2Fields } from "./video-config.ts";

/** The portrait camera. Which driver serves it, and what that driver must know. */
export const faceCameraConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({
    ...stillCameraFields,
    viewMs: viewMs.describe("How long the live view is shown before each picture; 0 for a camera that has none."),
  }),
  z.strictObject({ driver: z.literal("page") }).describe("The webcam of the PC on which the page is shown."),
  z.strictObject({ ...sbiFields(60), viewMs }).refine(arePortsInOrder, portsProblem),
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject(v4l2Fields),
]);

export type FaceCameraConfig = Readonly<z.output<typeof faceCameraConfigSchema>>;
