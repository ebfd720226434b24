import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";
import type { Plane } from "../plane.ts";

/**
 * Shrinks by a whole factor below 256, each new pixel the mean of `factor × factor` old ones. Columns and rows beyond the
 * last full block are left out. An image smaller than one block gives an empty plane.
 */
export function reduceByArea(image: GrayImage, factor: number): Plane {
  const widthPx = Math.floor(image.widthPx / factor);
  const heightPx = Math.floor(image.heightPx / factor);
  const simd = openSimd();
  const source = putData(simd, image.pixels);
  const target = simd.reserve(4 * widthPx * heightPx);
  simd.reduceByArea(source, target, image.widthPx, image.heightPx, factor);
  return { widthPx, heightPx, values: new Float32Array(simd.memory.buffer, target, widthPx * heightPx).slice() };
}
