import type { RgbImage } from "../../runtime/kernel/image.ts";
import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { findRgbFault } from "../transport/find-frame-fault.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import type { FaceCameraDriver } from "./face-camera-driver.ts";

/** A portrait camera of 15 frames a second; `makeFrame` makes what it sees. */
export function createFaceCameraSimulator(
  options: SimulatorOptions<"portrait", { readonly image: RgbImage }>,
): FaceCameraDriver {
  return createFrameSimulator(
    {
      name: "face-camera-simulator",
      model: "Simulated portrait camera",
      serial: "EMU-FACE-CAMERA-1",
      frameIntervalMs: 66,
      describeTarget: () => "face",
      findFault: ({ image }) => findRgbFault(image),
      truncate: ({ image }) => ({ image: truncateImage(image) }),
      misshape: ({ image }) => ({ image: misshapeImage(image) }),
    },
    options,
  );
}
