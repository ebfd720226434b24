import type { AnyTaps } from "./kernels/filter-any.ts";
import type { NineTaps } from "./kernels/filter-nine.ts";
import { refuseWsq } from "./wsq-format.ts";

/** One analysis filter as a file carries it: how many taps, and those from the centre to the right. */
export type HalfFilter = { readonly length: number; readonly taps: Float64Array };
/** The pair that took the image apart. */
export type FilterBank = { readonly low: HalfFilter; readonly high: HalfFilter };

/** The 9/7 biorthogonal pair of every encoder in use. */
export const standardBank: FilterBank = {
  low: {
    length: 9,
    taps: Float64Array.of(
      0.85269867900940344,
      0.3774028556126538,
      -0.11062440441842342,
      -0.02384946501938,
      0.03782845550699546,
    ),
  },
  high: {
    length: 7,
    taps: Float64Array.of(0.78848561640566439, -0.41809227322221221, -0.04068941760955844, 0.06453888262893845),
  },
};

/** The longest filter, odd or even. */
const tapsMax = 32;

/** Low samples stand at even places and high samples at odd ones. */
export function analysisTaps({ low, high }: FilterBank): NineTaps {
  return { even: padTo5(low.taps), odd: padTo5(high.taps) };
}

/** How lines are put together again: nine taps at most for the usual pair, any number for the others. */
export type Synthesis = { readonly nine: NineTaps } | { readonly any: AnyTaps };

/**
 * The synthesis filters that undo an analysis pair: the low one is the high one of analysis with every other sign turned,
 * and the other way round.
 * @throws BoothError `codec.invalid` for a length of 0 or beyond 32, or one odd and one even
 */
export function synthesisOf({ low, high }: FilterBank): Synthesis {
  for (const { length } of [low, high]) {
    if (length < 1 || length > tapsMax) refuseWsq(`a filter of ${length} taps`);
  }
  if (low.length % 2 !== high.length % 2)
    refuseWsq(`filters of ${low.length} and ${high.length} taps do not go together`);
  if (low.length % 2 === 0) return { any: halfSampleTaps(low, high) };
  const lowSynthesis = alternate(high.taps, 0);
  const highSynthesis = alternate(low.taps, 0);
  const reach = Math.max(lowSynthesis.length, highSynthesis.length) - 1;
  // Around an even place the low samples stand at even distances; around an odd place the high ones do.
  const even = mix(lowSynthesis, highSynthesis, reach);
  const odd = mix(highSynthesis, lowSynthesis, reach);
  if (reach <= 4) return { nine: { even: padTo5(even), odd: padTo5(odd) } };
  return { any: { reach, even: mirror(even), odd: mirror(odd), isHalfSample: false } };
}

/**
 * Even lengths: low and high sample `k` both stand between 2k and 2k + 1; the low filter is symmetric about there and the
 * high one antisymmetric.
 */
function halfSampleTaps(low: HalfFilter, high: HalfFilter): AnyTaps {
  const lowRight = alternate(high.taps, 1);
  const highRight = alternate(low.taps, 0);
  const reach = Math.max(lowRight.length, highRight.length);
  /** Weight of a low or high sample on the image sample `distance` after 2k; 0 and 1 are next to the centre. */
  const weigh = (right: Float64Array, distance: number, sign: number) =>
    distance >= 1 ? (right[distance - 1] ?? 0) : sign * (right[-distance] ?? 0);
  const tapsAround = (place: 0 | 1) =>
    Float64Array.from({ length: 2 * reach + 1 }, (_, index) => {
      const offset = index - reach;
      const isLow = (place + offset) % 2 === 0;
      return isLow ? weigh(lowRight, -offset, 1) : weigh(highRight, 1 - offset, -1);
    });
  return { reach, even: tapsAround(0), odd: tapsAround(1), isHalfSample: true };
}

/** Every other tap with its sign turned, from the second on, or from the first. */
function alternate(taps: Float64Array, firstTurned: 0 | 1): Float64Array {
  return taps.map((tap, index) => ((index + firstTurned) % 2 === 0 ? tap : -tap));
}

/** Taps at even distances from the one filter, at odd distances from the other. */
function mix(atEven: Float64Array, atOdd: Float64Array, reach: number): Float64Array {
  return Float64Array.from(
    { length: reach + 1 },
    (_, distance) => (distance % 2 === 0 ? atEven : atOdd)[distance] ?? 0,
  );
}

function mirror(half: Float64Array): Float64Array {
  const reach = half.length - 1;
  return Float64Array.from({ length: 2 * reach + 1 }, (_, index) => half[Math.abs(index - reach)] ?? 0);
}

function padTo5(taps: Float64Array): Float64Array {
  return Float64Array.from({ length: 5 }, (_, index) => taps[index] ?? 0);
}
