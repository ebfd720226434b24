import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import { findSampleFault } from "./find-sample-fault.ts";
import type { SignaturePadDriver, SignatureSample } from "./signature-pad-driver.ts";

/** A pen pad on which somebody signs once a look; `makeFrame` makes the signature. */
export function createSignaturePadSimulator(
  options: SimulatorOptions<"signature", SignatureSample>,
): SignaturePadDriver {
  return createFrameSimulator(
    {
      name: "signature-pad-simulator",
      model: "Simulated pen pad",
      serial: "EMU-SIGNATURE-PAD-1",
      frameIntervalMs: 1_500,
      describeTarget: () => "signature",
      findFault: findSampleFault,
      truncate: truncateSample,
      misshape: (sample) =>
        sample.kind === "ink" ? { ...sample, widthMm: 0 } : { ...sample, image: misshapeImage(sample.image) },
      framesMax: 1,
    },
    options,
  );
}

/** A pen report that ends in mid-number leaves its point without a place. */
function truncateSample(sample: SignatureSample): SignatureSample {
  if (sample.kind === "paper") return { ...sample, image: truncateImage(sample.image) };
  const torn = { x: Number.NaN, y: Number.NaN, t: 0, p: 0, down: false };
  return { ...sample, points: [...sample.points.slice(0, -1), torn] };
}
