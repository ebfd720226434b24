import { isWsqResolution, wsqSideMinPx } from "../../pipelines/codec/wsq/wsq-format.ts";
import type { FingerImagePolicy } from "../kernel/biometric.ts";
import type { GrayImage } from "../kernel/image.ts";

/** How one finger's image is compressed, and why not as the office wanted it. */
export type FingerCompression =
  | { readonly kind: "wsq"; readonly bitsPerPixel: number }
  | { readonly kind: "jpeg-2000-lossless"; readonly insteadOfWsq: "resolution" | "size" | null };

const bitsPerPixelOf = { "wsq-0.75": 0.75, "wsq-2.25": 2.25 } as const;

/**
 * WSQ where the office wants it and the image is one that WSQ is made for, lossless JPEG 2000 otherwise. The score is
 * never affected: it is always that of the capture as it came from the sensor.
 */
export function chooseFingerCompression(policy: FingerImagePolicy, image: GrayImage): FingerCompression {
  if (policy === "jpeg-2000-lossless") return { kind: "jpeg-2000-lossless", insteadOfWsq: null };
  if (!isWsqResolution(image.resolutionPpi)) {
    return { kind: "jpeg-2000-lossless", insteadOfWsq: "resolution" };
  }
  if (Math.min(image.widthPx, image.heightPx) < wsqSideMinPx) {
    return { kind: "jpeg-2000-lossless", insteadOfWsq: "size" };
  }
  return { kind: "wsq", bitsPerPixel: bitsPerPixelOf[policy] };
}
