/**
 * How much of each pixel's depth, all channels together, is of the first ink of `inks`: non-negative least squares of the
 * pixel's depths in two inks at a time, the pair that leaves least. Shares of an ink add up to 1. In units of the planes,
 * all channels of full depth being 255 each.
 */
export function unmixDepths(planes: readonly Uint8Array[], inks: readonly (readonly number[])[]): Float32Array {
  const [red, green, blue] = planes;
  const [pen, ...others] = inks;
  const amounts = new Float32Array(red!.length);
  const pp = dot(pen!, pen!);
  const pairs = others.map((other) => {
    const oo = dot(other, other);
    const po = dot(pen!, other);
    return { other, oo, po, determinant: pp * oo - po * po };
  });
  for (let index = 0; index < amounts.length; index += 1) {
    const r = red![index]!;
    const g = green![index]!;
    const b = blue![index]!;
    const ownP = r * pen![0]! + g * pen![1]! + b * pen![2]!;
    let best = ownP / pp;
    let least = Number.POSITIVE_INFINITY;
    for (const { other, oo, po, determinant } of pairs) {
      const ownO = r * other[0]! + g * other[1]! + b * other[2]!;
      let ofPen = (ownP * oo - ownO * po) / determinant;
      let ofOther = (ownO * pp - ownP * po) / determinant;
      if (ofPen < 0) {
        ofPen = 0;
        ofOther = ownO / oo;
      } else if (ofOther < 0) {
        ofOther = 0;
        ofPen = ownP / pp;
      }
      const offR = r - ofPen * pen![0]! - ofOther * other[0]!;
      const offG = g - ofPen * pen![1]! - ofOther * other[1]!;
      const offB = b - ofPen * pen![2]! - ofOther * other[2]!;
      const off = offR * offR + offG * offG + offB * offB;
      if (off >= least) continue;
      least = off;
      best = ofPen;
    }
    amounts[index] = best;
  }
  return amounts;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one[0]! * other[0]! + one[1]! * other[1]! + one[2]! * other[2]!;
}
