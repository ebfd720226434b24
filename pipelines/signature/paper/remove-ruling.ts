import type { RuledLine } from "./find-ruling.ts";
import { type Depth, withMean } from "./measure-depth.ts";

/** Half of a printed line, with its soft edge. */
const halfMm = 0.3;
/** Print is not quite even: so much more than its middle is taken away. */
const surplusRatio = 1.2;
const probes = 600;
const binsPerPx = 3;

/**
 * A sheet without its printed lines. Depths of inks add up, so that along each line its own usual depth is taken off and
 * the pen's stays; where the two together are as dark as the scan can tell, the pen is carried on from one side to the other.
 */
export function removeRuling(depth: Depth, lines: readonly RuledLine[]): Depth {
  if (lines.length === 0) return depth;
  const planes = depth.planes.map((plane) => Uint8Array.from(plane));
  for (const line of lines) for (const plane of planes) takeOff(depth, plane, line);
  return withMean({ ...depth, planes });
}

function takeOff(depth: Depth, plane: Uint8Array, line: RuledLine): void {
  const half = Math.max(2, Math.ceil(halfMm * depth.pxPerMm));
  const profile = measureProfile(depth, plane, line, half);
  const band = readBand(depth, plane, line, half);
  const levelAt = (along: number, off: number) => band.levels[(along - band.from) * band.width + off + half + 1] ?? 0;
  for (let along = band.from; along < band.to; along += 1) {
    const centre = line.offset + line.slope * (along + 0.5);
    const middle = Math.floor(centre);
    for (let off = -half; off <= half; off += 1) {
      const index = indexOf(depth, line, along, middle + off);
      if (index === null) continue;
      const own = profile[binOf(middle + off + 0.5 - centre, half)] ?? 0;
      const rest = Math.max(0, (plane[index] ?? 0) - surplusRatio * own);
      plane[index] = own < 4 ? (plane[index] ?? 0) : Math.max(rest, carriedOn(levelAt, along, half, own));
    }
  }
}

/** The least of what lies on either side of the line, straight across or at a slant. */
function carriedOn(levelAt: (along: number, off: number) => number, along: number, half: number, own: number): number {
  // Beside a faint line the rest tells all.
  if (own < 90) return 0;
  let most = 0;
  for (const slant of [-half, 0, half]) {
    most = Math.max(most, Math.min(levelAt(along - slant, -half - 1), levelAt(along + slant, half + 1)));
  }
  return most;
}

type Band = { readonly from: number; readonly to: number; readonly width: number; readonly levels: Uint8Array };

function readBand(depth: Depth, plane: Uint8Array, line: RuledLine, half: number): Band {
  const from = Math.max(0, Math.floor(line.from));
  const to = Math.ceil(line.to);
  const width = 2 * half + 3;
  const levels = new Uint8Array(Math.max(0, to - from) * width);
  for (let along = from; along < to; along += 1) {
    const middle = Math.floor(line.offset + line.slope * (along + 0.5));
    for (let off = -half - 1; off <= half + 1; off += 1) {
      const index = indexOf(depth, line, along, middle + off);
      if (index !== null) levels[(along - from) * width + off + half + 1] = plane[index] ?? 0;
    }
  }
  return { from, to, width, levels };
}

/** The usual depth of the line, by the distance of a pixel's middle from the line's, in bins of a third of a pixel. */
function measureProfile(depth: Depth, plane: Uint8Array, line: RuledLine, half: number): Float64Array {
  const bins = binOf(half + 1, half) + 1;
  const counts = new Uint32Array(bins * 256);
  const step = Math.max(1, Math.floor((line.to - line.from) / probes));
  for (let along = Math.floor(line.from); along < line.to; along += step) {
    const centre = line.offset + line.slope * (along + 0.5);
    const middle = Math.floor(centre);
    for (let off = -half; off <= half; off += 1) {
      const index = indexOf(depth, line, along, middle + off);
      if (index === null) continue;
      const at = binOf(middle + off + 0.5 - centre, half) * 256 + (plane[index] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return Float64Array.from({ length: bins }, (_, bin) => middleOf(counts.subarray(bin * 256, (bin + 1) * 256)));
}

function binOf(distance: number, half: number): number {
  return Math.round((distance + half + 0.5) * binsPerPx);
}

function middleOf(counts: Uint32Array): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let passed = 0;
  return Math.max(
    0,
    counts.findIndex((count) => {
      passed += count;
      return passed > half;
    }),
  );
}

function indexOf({ widthPx, heightPx }: Depth, { isLevel }: RuledLine, along: number, across: number): number | null {
  const [x, y] = isLevel ? [along, across] : [across, along];
  return x < 0 || y < 0 || x >= widthPx || y >= heightPx ? null : y * widthPx + x;
}
