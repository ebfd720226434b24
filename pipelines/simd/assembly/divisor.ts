// A vector is brought to a length of about 127 by whole division; its length is taken as that of an octagon, as
// FingerJetFX OSE does.
const vectorLength: f64 = 127;
const octagon: f64 = 180;

/**
 * What to divide a vector by so that it is about 127 long; 0 for one whose longer part is not above 127 times `limit`.
 */
export function divisorOf(x: i32, y: i32, limit: i32): i32 {
  const left = abs(<f64>x);
  const right = abs(<f64>y);
  const longer = <i32>((max(left, right) + 0.5) * (1 / vectorLength));
  return longer <= limit ? 0 : max(longer, <i32>((left + right + 0.5) * (1 / octagon)));
}

/**
 * The same for four vectors of parts below 2^20, as floats, which are exact so far; infinite in place of 0, so that a
 * vector too short becomes none.
 */
export function divisorsOf(x: v128, y: v128): v128 {
  const left = f32x4.convert_i32x4_s(i32x4.abs(x));
  const right = f32x4.convert_i32x4_s(i32x4.abs(y));
  const middle = f32x4.splat(0.5);
  const perLength = f32x4.splat(<f32>(1 / vectorLength));
  const perOctagon = f32x4.splat(<f32>(1 / octagon));
  const longer = f32x4.trunc(f32x4.mul(f32x4.add(f32x4.max(left, right), middle), perLength));
  const slanted = f32x4.trunc(f32x4.mul(f32x4.add(f32x4.add(left, right), middle), perOctagon));
  const isLong = f32x4.gt(longer, f32x4.splat(0));
  return v128.bitselect(f32x4.max(longer, slanted), f32x4.splat(Infinity), isLong);
}

/** Whole quotients of four whole numbers. */
export function divide(value: v128, divisors: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.div(f32x4.convert_i32x4_s(value), divisors));
}
