/** Half the width of the box that blurs again. */
const reach: i32 = 4;

/**
 * Energy of a square frame's gradient, along rows (`step` 1) or columns (`step` the frame's width), where the mask is not
 * 0: at `energies` as it is, and behind it 81 times what a nine-wide box blur leaves of it. Two doubles.
 */
export function measureReblur(levels: usize, mask: usize, side: i32, step: i32, energies: usize): void {
  let before = f64x2.splat(0);
  let after = f64x2.splat(0);
  const margin = reach + 1;
  for (let y: i32 = margin; y < side - margin; y += 1) {
    for (let x: i32 = margin; x < side - margin; x += 4) {
      const index = y * side + x;
      const seen = seenOf(mask + index, side - margin - x);
      if (!v128.any_true(seen)) continue;
      const at = levels + 4 * index;
      const difference = f32x4.sub(v128.load(at), v128.load(at - 4 * step));
      // The difference of two neighbouring box sums needs only the values that enter and leave the box.
      const blurred = f32x4.sub(v128.load(at + 4 * reach * step), v128.load(at - 4 * margin * step));
      before = addSquares(before, v128.and(difference, seen));
      after = addSquares(after, v128.and(blurred, seen));
    }
  }
  store<f64>(energies, f64x2.extract_lane(before, 0) + f64x2.extract_lane(before, 1));
  store<f64>(energies + 8, f64x2.extract_lane(after, 0) + f64x2.extract_lane(after, 1));
}

/** All bits of the lanes whose byte of the mask is not 0, of the first `count`. */
function seenOf(mask: usize, count: i32): v128 {
  const bytes = i16x8.extend_low_i8x16_u(v128.load_zero<u32>(mask));
  const isSeen = i32x4.ne(i32x4.extend_low_i16x8_u(bytes), i32x4.splat(0));
  return v128.and(isSeen, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count)));
}

function addSquares(sums: v128, values: v128): v128 {
  const low = f64x2.promote_low_f32x4(values);
  const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(values, values, 2, 3, 2, 3));
  return f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
}
