import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import type { FingerprintDriver, FingerprintFrame } from "./fingerprint-driver.ts";

/** A single-finger imager on which the finger settles again and again; `makeFrame` makes each impression. */
export function createFingerprintSimulator(
  options: SimulatorOptions<FingerPosition, FingerprintFrame>,
): FingerprintDriver {
  return createFrameSimulator(
    {
      name: "fingerprint-simulator",
      model: "Simulated single-finger imager",
      serial: "EMU-FINGERPRINT-1",
      frameIntervalMs: 400,
      describeTarget: (position) => `finger-${String(position).padStart(2, "0")}`,
      findFault: ({ image }) => findGrayFault(image),
      truncate: (frame) => ({ ...frame, image: truncateImage(frame.image) }),
      misshape: (frame) => ({ ...frame, image: misshapeImage(frame.image) }),
    },
    options,
  );
}
