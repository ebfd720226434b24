import type { FaceGeometry } from "./face-geometry.ts";
import { type BackdropMask, segmentSidePx } from "./segment-person.ts";

/** From between the eyes down to the shoulders, in lengths from there to the chin. */
const shouldersRatio = 1.35;

/**
 * The backdrop above the shoulders. Beside and below them the segmenter takes now a scarf, now a coat of the backdrop's
 * own colour for backdrop, and what is to be seen there hardly comes into a portrait.
 */
export function cutBackdrop(mask: BackdropMask, { betweenEyes, faceLengthPx }: FaceGeometry): BackdropMask {
  const bottomPx = betweenEyes.y + shouldersRatio * faceLengthPx;
  const rows = Math.round((bottomPx / mask.image.heightPx) * segmentSidePx);
  const isBackdrop = Uint8Array.from(mask.isBackdrop);
  isBackdrop.fill(0, Math.min(segmentSidePx, Math.max(0, rows)) * segmentSidePx);
  return { ...mask, isBackdrop };
}
