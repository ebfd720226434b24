/** Directions that a filter may have, over half a turn; 3.75° apart. */
export const directionCount = 48;

/** Lines of filter taps, one for each kind of place; a tap stands for the two pixels at plus and minus its offset. */
export type FilterBank = {
  readonly tapCount: number;
  readonly centres: Float32Array;
  readonly offsets: Int32Array;
  readonly weights: Float32Array;
};

/** Which filter of a bank each square patch of the inner area takes. */
export type PatchMap = {
  /** Side of a patch is 2 to this power, in pixels. */
  readonly patchShift: number;
  readonly columns: number;
  readonly kinds: Uint16Array;
};

/** An inner area with a margin on every side, wide enough for the longest filter and never written. */
export type Canvas = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly marginPx: number;
  readonly stridePx: number;
};

export function createCanvas(widthPx: number, heightPx: number, marginPx: number): Canvas {
  return { widthPx, heightPx, marginPx, stridePx: widthPx + 2 * marginPx };
}

export function createPlane({ heightPx, marginPx, stridePx }: Canvas): Float32Array {
  return new Float32Array(stridePx * (heightPx + 2 * marginPx));
}

/** Gaussians along the ridges. The kinds of a bank are the directions, once for each period. */
export function createAlongBank(
  canvas: Canvas,
  periodsPx: Float32Array,
  deviationPx: number,
  reachPx: number,
): FilterBank {
  const respond = (distancePx: number) => Math.exp(-((distancePx / deviationPx) ** 2) / 2);
  return createBank(canvas, { turnRad: 0, reachPx, periodsPx, respond });
}

/** Gabor functions across the ridges: a cosine of the period under a Gaussian, blind to a flat field. */
export function createAcrossBank(
  canvas: Canvas,
  periodsPx: Float32Array,
  deviationRatio: number,
  reachPx: number,
): FilterBank {
  const respond = (distancePx: number, periodPx: number) =>
    Math.exp(-((distancePx / (deviationRatio * periodPx)) ** 2) / 2) * Math.cos((2 * Math.PI * distancePx) / periodPx);
  return createBank(canvas, { turnRad: Math.PI / 2, reachPx, periodsPx, respond });
}

type BankPlan = {
  /** From the ridges' direction to the line of the taps. */
  readonly turnRad: number;
  readonly reachPx: number;
  readonly periodsPx: Float32Array;
  readonly respond: (distancePx: number, periodPx: number) => number;
};

function createBank(canvas: Canvas, { turnRad, reachPx, periodsPx, respond }: BankPlan): FilterBank {
  const tapCount = 2 * reachPx;
  const kinds = periodsPx.length * directionCount;
  const centres = new Float32Array(kinds);
  const offsets = new Int32Array(kinds * tapCount);
  const weights = new Float32Array(kinds * tapCount);
  periodsPx.forEach((periodPx, period) => {
    for (let direction = 0; direction < directionCount; direction += 1) {
      const kind = period * directionCount + direction;
      const angleRad = (direction * Math.PI) / directionCount;
      const taps = layTaps(angleRad + turnRad, reachPx, (distancePx) => respond(distancePx, periodPx));
      const line = { centre: respond(0, periodPx), taps };
      if (turnRad !== 0) removeFlatResponse(line);
      const gain = respondToRidges(line, angleRad, periodPx);
      centres[kind] = line.centre / gain;
      for (const [index, { x, y, weight }] of taps.entries()) {
        offsets[kind * tapCount + index] = y * canvas.stridePx + x;
        weights[kind * tapCount + index] = weight / gain;
      }
    }
  });
  return { tapCount, centres, offsets, weights };
}

type Tap = { readonly x: number; readonly y: number; weight: number };
type Line = { centre: number; readonly taps: readonly Tap[] };

/** Walks the line pixel by pixel along its longer axis and shares each tap between the two pixels beside it. */
function layTaps(angleRad: number, reachPx: number, respond: (distancePx: number) => number): Tap[] {
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const isFlat = Math.abs(cosine) >= Math.abs(sine);
  const slope = isFlat ? sine / cosine : cosine / sine;
  const taps: Tap[] = [];
  for (let step = 1; step <= reachPx; step += 1) {
    const aside = Math.floor(step * slope);
    const share = step * slope - aside;
    const weight = respond(step * Math.sqrt(1 + slope * slope));
    for (const [lateral, part] of [[aside, 1 - share] as const, [aside + 1, share] as const]) {
      taps.push(
        isFlat ? { x: step, y: lateral, weight: weight * part } : { x: lateral, y: step, weight: weight * part },
      );
    }
  }
  return taps;
}

/** Takes the mean off all taps in proportion to their size, so that it costs the ridges least. */
function removeFlatResponse(line: Line): void {
  let sum = line.centre;
  let size = Math.abs(line.centre);
  for (const { weight } of line.taps) {
    sum += 2 * weight;
    size += 2 * Math.abs(weight);
  }
  const excess = sum / size;
  line.centre -= excess * Math.abs(line.centre);
  for (const tap of line.taps) tap.weight -= excess * Math.abs(tap.weight);
}

/** What straight ridges of the filter's own direction and period come out as. */
function respondToRidges({ centre, taps }: Line, angleRad: number, periodPx: number): number {
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  let sum = centre;
  for (const { x, y, weight } of taps) {
    sum += 2 * weight * Math.cos((2 * Math.PI * (y * cosine - x * sine)) / periodPx);
  }
  return sum;
}

/** Filters the inner area of `source` into `target`, each patch with its own kind of filter. */
export function filterPatches(
  source: Float32Array,
  target: Float32Array,
  canvas: Canvas,
  { patches, bank }: { readonly patches: PatchMap; readonly bank: FilterBank },
): void {
  const { widthPx, heightPx, marginPx, stridePx } = canvas;
  const { tapCount, centres, offsets, weights } = bank;
  const { patchShift, columns, kinds } = patches;
  for (let row = 0; row < heightPx; row += 1) {
    const patchRow = (row >> patchShift) * columns;
    const start = (row + marginPx) * stridePx + marginPx;
    for (let column = 0; column < widthPx; column += 1) {
      const kind = kinds[patchRow + (column >> patchShift)] ?? 0;
      const at = start + column;
      let tap = kind * tapCount;
      const end = tap + tapCount;
      let sum = (source[at] ?? 0) * (centres[kind] ?? 0);
      for (; tap < end; tap += 1) {
        const offset = offsets[tap] ?? 0;
        sum += ((source[at + offset] ?? 0) + (source[at - offset] ?? 0)) * (weights[tap] ?? 0);
      }
      target[at] = sum;
    }
  }
}

/** Drives every pixel towards −1 or 1; `gain` is the steepness in units of the field's own deviation. */
export function saturate(plane: Float32Array, canvas: Canvas, gain: number): void {
  const scale = gain / deviationOf(plane, canvas);
  for (let at = 0; at < plane.length; at += 1) {
    const value = (plane[at] ?? 0) * scale;
    plane[at] = value / Math.sqrt(1 + value * value);
  }
}

/** Root mean square over the inner area; the margin is 0. */
export function deviationOf(plane: Float32Array, { widthPx, heightPx }: Canvas): number {
  let energy = 0;
  for (const value of plane) energy += value * value;
  return Math.sqrt(energy / (widthPx * heightPx));
}
