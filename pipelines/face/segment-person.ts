import type { RgbImage } from "../../runtime/kernel/image.ts";
import type { Infer } from "../../runtime/kernel/inference.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import { erodeMask } from "./kernels/erode-mask.ts";
import { findLow } from "./kernels/find-low.ts";
import { makeTensor, valuesOf } from "./make-tensor.ts";

export const segmentSidePx = 256;

/** Which parts of the image are backdrop, on a square grid over the whole image whatever its proportions. */
export type BackdropMask = {
  /** 1 where no person is near, row-major, 256 × 256. */
  readonly isBackdrop: Uint8Array;
  /** The image at the grid's size: planes R, G, B of 0 to 1. */
  readonly planes: Float32Array;
  readonly image: RgbImage;
};

/** Below this the network is sure that a cell shows no person. */
const personMaxRatio = 0.1;
/** Cells around the person that are left out: fringes of hair, and the grid is coarse. */
const marginCells = 4;

export async function segmentPerson(pyramid: ImagePyramid, segment: Infer): Promise<BackdropMask> {
  const image = pyramid[0];
  const input = makeTensor(
    pyramid,
    {
      widthPx: segmentSidePx,
      heightPx: segmentSidePx,
      outside: "edge",
      toImage: {
        xx: image.widthPx / segmentSidePx,
        xy: 0,
        x0: 0,
        yx: 0,
        yy: image.heightPx / segmentSidePx,
        y0: 0,
      },
    },
    0,
    1,
  );
  const free = findLow(valuesOf(await segment(input), "mask"), personMaxRatio);
  return { isBackdrop: erodeMask(free, segmentSidePx, marginCells), planes: input.values, image };
}
