import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import type { IrisCameraDriver } from "./iris-camera-driver.ts";

/** A near-infrared camera of 15 frames a second; `makeFrame` makes the eye it sees. */
export function createIrisCameraSimulator(
  options: SimulatorOptions<Eye, { readonly image: GrayImage }>,
): IrisCameraDriver {
  return createFrameSimulator(
    {
      name: "iris-camera-simulator",
      model: "Simulated iris camera",
      serial: "EMU-IRIS-CAMERA-1",
      frameIntervalMs: 66,
      describeTarget: (eye) => `iris-${eye}`,
      findFault: ({ image }) => findGrayFault(image),
      truncate: ({ image }) => ({ image: truncateImage(image) }),
      misshape: ({ image }) => ({ image: misshapeImage(image) }),
    },
    options,
  );
}
