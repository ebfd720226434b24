import type { RgbImage } from "../../../runtime/kernel/image.ts";
import type { VideoSource } from "./video-source.ts";

/** A camera without the size that was asked for takes another by itself, at which its scale is not what was measured. */
export function findMisfit(image: RgbImage | null, source: VideoSource): string | null {
  if (image === null || source.kind !== "v4l2") return null;
  if (image.widthPx === source.widthPx && image.heightPx === source.heightPx) return null;
  return `pictures of ${image.widthPx}×${image.heightPx} pixels where ${source.widthPx}×${source.heightPx} are configured`;
}
