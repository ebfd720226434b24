import { type Affine, scaleOf } from "./affine.ts";
import type { ImagePyramid } from "./image-pyramid.ts";
import { type Stretch, sampleBilinear } from "./kernels/sample-bilinear.ts";
import type { Region } from "./region.ts";

const asTheyAre: Stretch = { gain: 1, offset: 0 };

/**
 * A region of the image, turned and scaled, as three planes R, G, B of 0 to 255, or stretched to other levels. Reads the pyramid's level whose pixels
 * are nearest in size to the region's without being more than twice as small.
 */
export function sampleRegion(pyramid: ImagePyramid, region: Region, stretch: Stretch = asTheyAre): Float32Array {
  const wanted = Math.floor(Math.log2(Math.max(1, scaleOf(region.toImage))));
  const level = Math.min(wanted, pyramid.length - 1);
  const image = pyramid[level] ?? pyramid[0];
  return sampleBilinear(image, { ...region, toImage: scaleTarget(region.toImage, 2 ** -level) }, stretch);
}

function scaleTarget(map: Affine, scale: number): Affine {
  return {
    xx: map.xx * scale,
    xy: map.xy * scale,
    x0: map.x0 * scale,
    yx: map.yx * scale,
    yy: map.yy * scale,
    y0: map.y0 * scale,
  };
}
