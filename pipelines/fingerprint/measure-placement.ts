import type { Box } from "../../runtime/kernel/geometry.ts";
import type { PrintPlace } from "./locate-print.ts";

/** Where a print was found, to be told in the frame of the image it came from. */
export type PlacedPrint = {
  /** In pixels of the print. */
  readonly place: PrintPlace;
  readonly regionBox: Box | null;
  /** The print's own place in the image, in the image's pixels. */
  readonly area: Box;
  /** Pixels of the image for one of the print. */
  readonly scale: number;
};

/** A print that comes this near to the image's edge is cut off by it, in pixels at 500 ppi. */
const edgePx = 8;
/** A rounder area has no axis to speak of. */
const elongationMin = 1.25;

/**
 * How the finger lies in the whole image. `offsetXRatio` and `offsetYRatio`: the contact area's centre from the image's, in
 * halves of its side, right and down positive, 0 where the image's edge does not cut the print on that side: a whole
 * print may lie anywhere. `regionHeightPx`: the area's height. `axisDeg`: clockwise turn of its long axis against
 * upright, 0 where it is too round to have one.
 *
 * The axis is the contact area's, not the ridges': a loop has no symmetry to turn by. Real prints of an optical sensor
 * (68 of 80 are long enough), turned by −30° to 30° in a wider frame, were told their turn to 1.2° in the median, 5° in
 * nine of ten, 13° at worst. How far an upright finger's area leans by itself is not known, there being no truth for it;
 * the four of the 80 told beyond 30° look turned to the eye, and none of the thermal sensor's is.
 */
export function measurePlacement(
  { place, regionBox, area, scale }: PlacedPrint,
  image: { readonly widthPx: number; readonly heightPx: number },
): Readonly<Record<string, number>> {
  const box = regionBox ?? { x: 0, y: 0, width: 0, height: 0 };
  const across = measureOffset(area.x + place.x * scale, image.widthPx, {
    before: area.x + box.x * scale,
    after: image.widthPx - area.x - (box.x + box.width) * scale,
    reachPx: edgePx * scale,
  });
  const down = measureOffset(area.y + place.y * scale, image.heightPx, {
    before: area.y + box.y * scale,
    after: image.heightPx - area.y - (box.y + box.height) * scale,
    reachPx: edgePx * scale,
  });
  return {
    offsetXRatio: across,
    offsetYRatio: down,
    regionHeightPx: box.height,
    axisDeg: place.elongationRatio < elongationMin ? 0 : place.axisDeg,
  };
}

type Margins = { readonly before: number; readonly after: number; readonly reachPx: number };

function measureOffset(centre: number, side: number, { before, after, reachPx }: Margins): number {
  const offset = (2 * centre) / side - 1;
  return (offset < 0 ? before : after) <= reachPx ? offset : 0;
}
