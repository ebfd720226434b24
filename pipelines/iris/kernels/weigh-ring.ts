/** Directions from the lowest to the highest, so that what an upper lid leaves free are the first of them. */
export type RingDirections = {
  readonly count: number;
  /** Where a direction's jump belongs. */
  readonly placeOf: Int32Array;
  /** How many directions lie below a lid that covers the top, a quarter, and nearly half of the circle. */
  readonly freeCounts: readonly number[];
  /** Whether there are directions that an upper lid may hide. */
  readonly isWhole: boolean;
};

export type WeighedJumps = { mean: number; strength: number };

/** An upper lid hides what lies above these sines (y down); the rest of a circle can be a whole edge without it. */
const lidSines = [Number.NEGATIVE_INFINITY, -0.45, -0.05] as const;
/** What the free part is worth when it is taken for the whole. */
const freeWorth = [1, 0.75, 0.55] as const;

export function arrangeByHeight(sines: ArrayLike<number>): RingDirections {
  const order = Array.from(sines, (_, index) => index).sort((one, other) => sines[other]! - sines[one]!);
  const placeOf = new Int32Array(order.length);
  order.forEach((direction, place) => {
    placeOf[direction] = place;
  });
  const freeCounts = lidSines.map((lid) => order.filter((direction) => sines[direction]! > lid).length);
  return { count: order.length, placeOf, freeCounts, isWhole: freeCounts[1] !== order.length };
}

export type RingWeighing = {
  readonly directions: RingDirections;
  /** Gray levels of unevenness that are expected anyway; keeps faint noise from looking like a perfect edge. */
  readonly noiseFloor: number;
  /** Whether an upper lid may hide a part. */
  readonly canHide: boolean;
};

/**
 * The mean jump over its unevenness, of the directions that are not far below the others: a blemish on part of a
 * boundary does not make the rest less of one. What is left out is paid for by the square of the share that remains.
 * NaN marks a direction that is missing.
 */
export function weighRing(
  jumps: Float64Array,
  from: number,
  { directions, noiseFloor, canHide }: RingWeighing,
  into: WeighedJumps,
): void {
  into.mean = 0;
  into.strength = 0;
  const rounds = canHide ? lidSines.length : 1;
  for (let round = 0; round < rounds; round += 1) {
    const asked = directions.freeCounts[round]!;
    sumFrom(jumps, from, from + asked, -1e9);
    if (part.kept * 2 < asked) continue;
    const mean = part.sum / part.kept;
    sumFrom(jumps, from, from + asked, mean - deviationOf(mean));
    const keptMean = part.sum / part.kept;
    const share = part.kept / asked;
    const strength = (freeWorth[round]! * share * share * keptMean) / (deviationOf(keptMean) + noiseFloor);
    if (strength <= into.strength) continue;
    into.strength = strength;
    into.mean = keptMean;
  }
}

const part = { kept: 0, sum: 0, squares: 0 };

/** Of the jumps that reach the floor; no comparison with NaN holds. */
function sumFrom(jumps: Float64Array, from: number, to: number, floor: number): void {
  let kept = 0;
  let sum = 0;
  let squares = 0;
  for (let index = from; index < to; index += 1) {
    const value = jumps[index]!;
    if (!(value >= floor)) continue;
    kept += 1;
    sum += value;
    squares += value * value;
  }
  part.kept = kept;
  part.sum = sum;
  part.squares = squares;
}

function deviationOf(mean: number): number {
  return Math.sqrt(Math.max(0, part.squares / part.kept - mean * mean));
}
