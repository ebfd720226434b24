import type { PageImage } from "../../runtime/kernel/image.ts";
import { misshapeImage, truncateImage } from "../transport/damage-image.ts";
import { findPageFault } from "../transport/find-frame-fault.ts";
import { createFrameSimulator } from "../transport/frame-simulator.ts";
import type { SimulatorOptions } from "../transport/simulator-script.ts";
import type { DocumentScannerDriver, ScanTarget } from "./document-scanner-driver.ts";

const pagesMax = 50;

/** A page scanner; `makeFrame` makes one page after the other and null after the last. */
export function createDocumentScannerSimulator(
  options: SimulatorOptions<ScanTarget, { readonly image: PageImage }>,
): DocumentScannerDriver {
  return createFrameSimulator(
    {
      name: "document-scanner-simulator",
      model: "Simulated page scanner",
      serial: "EMU-DOCUMENT-SCANNER-1",
      frameIntervalMs: 800,
      describeTarget: (paper) => `paper ${paper}`,
      findFault: ({ image }) => findPageFault(image),
      truncate: ({ image }) => ({ image: truncateImage(image) }),
      misshape: ({ image }) => ({ image: misshapeImage(image) }),
      framesMax: pagesMax,
    },
    options,
  );
}
