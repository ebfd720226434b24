import type { ImagePyramid } from "../image/image-pyramid.ts";
import { measureLuminance } from "../image/kernels/measure-luminance.ts";
import type { Region } from "../image/region.ts";
import { sampleRegion } from "../image/sample-region.ts";
import type { AlignedFace } from "./align-face.ts";
import { measureScharr } from "./kernels/measure-scharr.ts";
import { projectMask } from "./kernels/project-mask.ts";
import { type BackdropMask, segmentSidePx } from "./segment-person.ts";

/** The part of the aligned frame that ISO/IEC 29794-5 looks at: 62 px cut at each side and 210 at the bottom, then shrunk. */
const cutSidePx = 62;
const widthPx = 354;
const heightPx = 292;
const shrink = 492 / widthPx;

/**
 * Mean Scharr gradient of the linear luminance over the backdrop around the head, the native value of background
 * uniformity in ISO/IEC 29794-5; `null` where no backdrop shows. The person is cut out by the portrait segmenter in
 * place of the reference implementation's face parser.
 */
export function measureBackdropUniformity(
  pyramid: ImagePyramid,
  { frameToImage }: AlignedFace,
  backdrop: BackdropMask,
): number | null {
  const { xx, xy, x0, yx, yy, y0 } = frameToImage;
  const region: Region = {
    widthPx,
    heightPx,
    outside: "black",
    toImage: {
      xx: xx * shrink,
      xy: xy * shrink,
      x0: x0 + xx * cutSidePx,
      yx: yx * shrink,
      yy: yy * shrink,
      y0: y0 + yx * cutSidePx,
    },
  };
  const luminance = measureLuminance(sampleRegion(pyramid, region));
  const mask = projectMask(backdrop.isBackdrop, segmentSidePx, backdrop.image, region);
  return measureScharr(luminance, mask, widthPx);
}
