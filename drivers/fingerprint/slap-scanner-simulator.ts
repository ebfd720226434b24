import type { SlapTarget } from "../../runtime/kernel/biometric.ts";
import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import type { SlapFrame, SlapScannerDriver } from "./slap-scanner-driver.ts";

/** A slap scanner on which the hand settles again and again; `makeFrame` makes each slap. */
export function createSlapScannerSimulator(options: SimulatorOptions<SlapTarget, SlapFrame>): SlapScannerDriver {
  return createFrameSimulator(
    {
      name: "slap-scanner-simulator",
      model: "Simulated 4-4-2 scanner",
      serial: "EMU-SLAP-SCANNER-1",
      frameIntervalMs: 500,
      describeTarget: (target) => `slap-${target}`,
      findFault: ({ image }) => findGrayFault(image),
      truncate: (frame) => ({ ...frame, image: truncateImage(frame.image) }),
      misshape: (frame) => ({ ...frame, image: misshapeImage(frame.image) }),
    },
    options,
  );
}
