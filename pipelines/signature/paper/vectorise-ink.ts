import type { Point } from "../../../runtime/kernel/geometry.ts";
import type { InkMask } from "../kernels/drop-specks.ts";
import { thinInk } from "../kernels/thin-ink.ts";
import type { Nib } from "../smooth-line.ts";
import { traceLines } from "../trace-lines.ts";
import { labelInk } from "./kernels/label-ink.ts";
import { measureReach } from "./kernels/measure-reach.ts";

/** Shorter lines are what thinning leaves of a ragged edge, but where they are all that a patch has. */
const lineMinMm = 0.8;
/** A line read at scanning resolution has steps: it is evened over so many points to each side, and a few are kept. */
const evenedPoints = 3;
const keptEveryMm = 0.25;

/** The ink as lines of a pen: the middle of each stroke, and how wide it is there; millimetres from the mask's top left. */
export function vectoriseInk(mask: InkMask, pxPerMm: number): Nib[][] {
  // Thinning clears its frame, so that the part cut out has one of its own.
  const { framed, left, top } = cutFramed(mask);
  const reach = measureReach(framed);
  const { labels } = labelInk(framed);
  const thin = { ...framed, ink: Uint8Array.from(framed.ink) };
  thinInk(thin);
  const at = ({ x, y }: Point) => y * framed.widthPx + x;
  const lines = keepLines(traceLines(thin), lineMinMm * pxPerMm, (line) => labels[at(line[0] ?? { x: 0, y: 0 })] ?? 0);
  const every = Math.max(1, Math.round(keptEveryMm * pxPerMm));
  return lines.map((line) =>
    even(line, (point) => reach[at(point)] ?? 0)
      .filter((_, index, all) => index % every === 0 || index === all.length - 1)
      .map(({ x, y, reachPx }) => ({
        xMm: (x + 0.5 + left) / pxPerMm,
        yMm: (y + 0.5 + top) / pxPerMm,
        radiusMm: Math.max(0.5, reachPx - 0.25) / pxPerMm,
      })),
  );
}

function keepLines(lines: readonly Point[][], lengthMinPx: number, patchOf: (line: readonly Point[]) => number) {
  const longest = new Map<number, readonly Point[]>();
  for (const line of lines) {
    const patch = patchOf(line);
    if (line.length > (longest.get(patch)?.length ?? 0)) longest.set(patch, line);
  }
  return lines.filter((line) => line.length >= lengthMinPx || longest.get(patchOf(line)) === line);
}

type Evened = Point & { readonly reachPx: number };

/** The mean of each point and those beside it, fewer towards the ends, so that these stay. */
function even(line: readonly Point[], reachOf: (point: Point) => number): Evened[] {
  return line.map((_, index) => {
    const beside = Math.min(evenedPoints, index, line.length - 1 - index);
    let [x, y, reachPx] = [0, 0, 0];
    for (const point of line.slice(index - beside, index + beside + 1)) {
      x += point.x;
      y += point.y;
      reachPx += reachOf(point);
    }
    const count = 2 * beside + 1;
    return { x: x / count, y: y / count, reachPx: reachPx / count };
  });
}

function cutFramed({ widthPx, heightPx, ink }: InkMask) {
  let [left, right, top, bottom] = [widthPx, -1, heightPx, -1];
  for (let index = 0; index < ink.length; index += 1) {
    if (ink[index] === 0) continue;
    const [x, y] = [index % widthPx, Math.floor(index / widthPx)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [width, height] = [Math.max(0, right - left + 1), Math.max(0, bottom - top + 1)];
  const framed = { widthPx: width + 2, heightPx: height + 2, ink: new Uint8Array((width + 2) * (height + 2)) };
  for (let row = 0; row < height; row += 1) {
    const start = (top + row) * widthPx + left;
    framed.ink.set(ink.subarray(start, start + width), (row + 1) * framed.widthPx + 1);
  }
  return { framed, left: left - 1, top: top - 1 };
}
