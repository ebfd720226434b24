import type { Slap, SlapFingerTruth } from "../../../../drivers/fingerprint/synthesise-slap.ts";
import type { SlapFinger, SlapSegmentation } from "../../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Point } from "../../../../runtime/kernel/geometry.ts";

/**
 * A finger's box covers the true contact when they overlap this much: intersection over union of the turned boxes. The
 * usual bar for a found object is 0.5 (PASCAL VOC); a crop that is to be scored should do better.
 */
export const overlapMin = { usual: 0.5, strict: 0.6 } as const;

type TurnedBox = Pick<SlapFingerTruth, "centre" | "width" | "height" | "angleDeg">;

/** A finger of which less than this lies on the platen may be found or not. */
const onPlatenMin = 0.5;

/**
 * What is wrong with a segmentation, or null: another number of fingers, another finger's name, a box that overlaps the
 * true contact by less than the bar, or another hand than was offered (unsure is not wrong). Fingers that lie more than half
 * off the platen count neither for nor against.
 */
export function findMistake(
  slap: Slap,
  segmentation: SlapSegmentation,
  barRatio: number = overlapMin.strict,
): string | null {
  const truths = slap.fingers.filter(({ onPlatenRatio }) => onPlatenRatio >= onPlatenMin);
  const optional = slap.fingers.filter(({ onPlatenRatio }) => onPlatenRatio < onPlatenMin);
  const fingers = segmentation.fingers.filter(({ centre }) => !optional.some((truth) => isWithin(centre, truth)));
  if (fingers.length !== truths.length) return `${fingers.length} fingers for ${truths.length}`;
  for (const [index, truth] of truths.entries()) {
    const found = fingers[index]!;
    if (found.position !== truth.position) return `finger ${found.position} for ${truth.position}`;
    const overlap = measureOverlap(found, truth);
    if (overlap < barRatio) return `box of finger ${truth.position} overlaps by ${overlap.toFixed(2)}`;
  }
  const offered = { "right-four": "right", "left-four": "left", thumbs: "thumbs" }[slap.target];
  const { hand } = segmentation;
  return hand === offered || hand === "unsure" ? null : `hand ${hand} for ${offered}`;
}

function isWithin({ x, y }: Point, truth: TurnedBox): boolean {
  return Math.hypot(x - truth.centre.x, y - truth.centre.y) < truth.height / 2;
}

/** Intersection over union of two turned boxes. */
export function measureOverlap(found: TurnedBox | SlapFinger, truth: TurnedBox): number {
  const common = areaOf(clip(cornersOf(found), cornersOf(truth)));
  return common / (found.width * found.height + truth.width * truth.height - common);
}

export function cornersOf({ centre, width, height, angleDeg }: TurnedBox): readonly Point[] {
  const angle = (angleDeg * Math.PI) / 180;
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([across, along]) => {
    const x = (across! * width) / 2;
    const y = (along! * height) / 2;
    return {
      x: centre.x + Math.cos(angle) * x - Math.sin(angle) * y,
      y: centre.y + Math.sin(angle) * x + Math.cos(angle) * y,
    };
  });
}

/** The part of one convex polygon within another (Sutherland and Hodgman 1974). */
function clip(subject: readonly Point[], frame: readonly Point[]): readonly Point[] {
  return frame.reduce((polygon, from, index) => {
    const to = frame[(index + 1) % frame.length]!;
    const side = ({ x, y }: Point) => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    return polygon.flatMap((point, at) => {
      const next = polygon[(at + 1) % polygon.length]!;
      const a = side(point);
      const b = side(next);
      const kept = a >= 0 ? [point] : [];
      if (a >= 0 === b >= 0) return kept;
      const share = a / (a - b);
      return [...kept, { x: point.x + share * (next.x - point.x), y: point.y + share * (next.y - point.y) }];
    });
  }, subject);
}

function areaOf(polygon: readonly Point[]): number {
  const twice = polygon.reduce((sum, { x, y }, index) => {
    const next = polygon[(index + 1) % polygon.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}
