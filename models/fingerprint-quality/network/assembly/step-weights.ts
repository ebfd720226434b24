import { firstWeights, slopesBehind } from "./places";

/** How much of a mean is kept in a step, of slopes and of their squares. */
const meanKept: f32 = 0.9;
const squareKept: f32 = 0.999;
const tiny: f32 = 1e-8;

/**
 * One step down the slopes (Adam with weights that decay, Loshchilov and Hutter 2019), which are 0 afterwards.
 * @param means room for the means of all slopes and, behind them, of their squares, 0 before the first step
 * @param step 1 for the first
 */
export function stepWeights(means: usize, step: i32, ratio: f32, decayRatio: f32): void {
  const kept = f32x4.splat(1 - ratio * decayRatio);
  const meanGain = f32x4.splat(ratio / (1 - <f32>raise(meanKept, step)));
  const squareGain = f32x4.splat(1 / (1 - <f32>raise(squareKept, step)));
  for (let at: usize = 0; at < slopesBehind; at += 16) {
    const slope = v128.load(firstWeights + slopesBehind + at);
    const mean = blend(v128.load(means + at), slope, meanKept);
    const square = blend(v128.load(means + slopesBehind + at), f32x4.mul(slope, slope), squareKept);
    v128.store(means + at, mean);
    v128.store(means + slopesBehind + at, square);
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(square, squareGain)), f32x4.splat(tiny));
    const weight = f32x4.mul(v128.load(firstWeights + at), kept);
    v128.store(firstWeights + at, f32x4.sub(weight, f32x4.div(f32x4.mul(mean, meanGain), size)));
    v128.store(firstWeights + slopesBehind + at, f32x4.splat(0));
  }
}

function blend(old: v128, young: v128, kept: f32): v128 {
  return f32x4.add(f32x4.mul(old, f32x4.splat(kept)), f32x4.mul(young, f32x4.splat(1 - kept)));
}

function raise(base: f64, exponent: i32): f64 {
  let power: f64 = 1;
  for (let at: i32 = 0; at < exponent && power > 1e-12; at += 1) power *= base;
  return power;
}
