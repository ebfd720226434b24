import { type Depth, depthUnit } from "./measure-depth.ts";

/** One ink by its colour: the share of each channel in what it takes of the light, adding up to 1. */
export type Ink = { readonly shares: readonly number[] };

export type Inks = {
  /** What the signature is written in; null where there is nothing but stamps. */
  readonly pen: Ink | null;
  /** Stamps and print of other colours. */
  readonly others: readonly Ink[];
};

/** Colours are told apart in a square map: red against green, and blue against both, in shares of the depth. */
const mapSide = 48;
const mapSpan = 1.6;
const stepOf = mapSpan / mapSide;
/** Fainter pixels show the paper's grain more than a colour; depth of all three channels together. */
const colouredMin = 0.7 * depthUnit;
/** An ink covers at least this share of all that is inked. */
const massMinRatio = 0.05;
/** Two heaps of colours nearer than this are one ink. */
const apartMin = 0.2;
/** An ink that takes this much more of green than of red is red or violet: stamps are, pens for papers are not. */
const stampHue = -0.1;
/** A pen is deeper than a stamp; inks that differ by less are told by how much there is of each. */
const deeperRatio = 1.35;
const inksMax = 4;

/** The inks on a sheet by their colours, and which of them is the pen's: black or blue, and the deepest of such. */
export function findInks(depth: Depth): Inks {
  if (depth.planes.length < 3) return { pen: { shares: [1] }, others: [] };
  const peaks = findPeaks(mapColours(depth));
  const inks = peaks.map((peak) => ({ ...peak, shares: sharesOf(peak.u, peak.v), level: levelNear(depth, peak) }));
  const pens = inks.filter(({ u }) => u > stampHue);
  const deepest = Math.max(0, ...pens.map(({ level }) => level));
  // What is left where lines cross is as deep as a pen, but little.
  const [pen] = pens
    .filter(({ level }) => level * deeperRatio >= deepest)
    .toSorted((one, other) => other.mass - one.mass);
  return { pen: pen ?? null, others: inks.filter((ink) => ink !== pen) };
}

type Colour = { readonly u: number; readonly v: number };
type Heap = Colour & { readonly mass: number };

function mapColours({ planes }: Depth): Float64Array {
  const [red, green, blue] = planes;
  const map = new Float64Array(mapSide * mapSide);
  if (red === undefined || green === undefined || blue === undefined) return map;
  for (let index = 0; index < red.length; index += 1) {
    const [r, g, b] = [red[index] ?? 0, green[index] ?? 0, blue[index] ?? 0];
    const sum = r + g + b;
    if (sum < colouredMin) continue;
    const at = placeOf((r - g) / sum, (b - (r + g) / 2) / sum);
    map[at] = (map[at] ?? 0) + 1;
  }
  return blur(map);
}

function placeOf(u: number, v: number): number {
  const cell = (value: number) => Math.max(0, Math.min(mapSide - 1, Math.floor((value + mapSpan / 2) / stepOf)));
  return cell(v) * mapSide + cell(u);
}

function blur(map: Float64Array): Float64Array {
  const smooth = new Float64Array(map.length);
  for (let y = 1; y < mapSide - 1; y += 1) {
    for (let x = 1; x < mapSide - 1; x += 1) {
      for (let row = -1; row <= 1; row += 1) {
        for (let column = -1; column <= 1; column += 1) {
          const weight = (2 - Math.abs(row)) * (2 - Math.abs(column));
          const at = y * mapSide + x;
          smooth[at] = (smooth[at] ?? 0) + weight * (map[(y + row) * mapSide + x + column] ?? 0);
        }
      }
    }
  }
  return smooth;
}

/** Heaps of the map, highest first; what lies near a heap belongs to it. */
function findPeaks(map: Float64Array): Heap[] {
  const left = Float64Array.from(map);
  const total = map.reduce((sum, count) => sum + count, 0);
  const peaks: Heap[] = [];
  for (let round = 0; round < inksMax * 2 && peaks.length < inksMax; round += 1) {
    const top = left.reduce((best, count, at) => (count > (left[best] ?? 0) ? at : best), 0);
    if ((left[top] ?? 0) === 0) break;
    const heap = takeHeap(left, top);
    if (heap.mass >= massMinRatio * total) peaks.push(heap);
  }
  return peaks;
}

function takeHeap(left: Float64Array, top: number): Heap {
  const reach = Math.ceil(apartMin / stepOf);
  const [topX, topY] = [top % mapSide, Math.floor(top / mapSide)];
  let [mass, core, u, v] = [0, 0, 0, 0];
  for (let y = Math.max(0, topY - reach); y <= Math.min(mapSide - 1, topY + reach); y += 1) {
    for (let x = Math.max(0, topX - reach); x <= Math.min(mapSide - 1, topX + reach); x += 1) {
      const steps = Math.hypot(x - topX, y - topY);
      if (steps > reach) continue;
      const at = y * mapSide + x;
      const count = left[at] ?? 0;
      left[at] = 0;
      mass += count;
      // Mixtures with another ink pull to one side: the heap's middle is that of its top alone.
      if (steps > 1.5) continue;
      core += count;
      u += count * ((x + 0.5) * stepOf - mapSpan / 2);
      v += count * ((y + 0.5) * stepOf - mapSpan / 2);
    }
  }
  return { mass, u: u / core, v: v / core };
}

function sharesOf(u: number, v: number): readonly [number, number, number] {
  const blue = Math.max(0, (1 + 2 * v) / 3);
  const rest = 1 - blue;
  return [Math.max(0, (rest + u) / 2), Math.max(0, (rest - u) / 2), blue];
}

/** Mean depth of an ink where it is at its deepest: of the inked pixels near its colour, the upper quarter's edge. */
function levelNear({ planes, mean, inkFrom }: Depth, colour: Colour): number {
  const counts = new Uint32Array(256);
  let total = 0;
  const [red, green, blue] = planes;
  for (let index = 0; index < mean.length; index += 1) {
    const level = mean[index] ?? 0;
    if (level < inkFrom) continue;
    const [r, g, b] = [red?.[index] ?? 0, green?.[index] ?? 0, blue?.[index] ?? 0];
    const sum = r + g + b;
    if (Math.hypot((r - g) / sum - colour.u, (b - (r + g) / 2) / sum - colour.v) > apartMin / 2) continue;
    counts[level] = (counts[level] ?? 0) + 1;
    total += 1;
  }
  let passed = 0;
  return Math.max(
    1,
    counts.findIndex((count) => {
      passed += count;
      return passed >= 0.75 * total;
    }),
  );
}
