/** Half the width of the box that blurs again: nine values, as in the paper. */
export const reblurReach = 4;

/**
 * Share of the gradient's amplitude that a nine-wide box blur takes away, along rows (`step` 1) or columns (`step` the
 * frame's width), within the mask of a square frame. 0 where there is no gradient.
 */
export function measureReblur(levels: Float32Array, mask: Uint8Array, sidePx: number, step: number): number {
  let before = 0;
  let after = 0;
  const margin = reblurReach + 1;
  for (let y = margin; y < sidePx - margin; y += 1) {
    for (let x = margin; x < sidePx - margin; x += 1) {
      const index = y * sidePx + x;
      if (mask[index] === 0) continue;
      const difference = levels[index]! - levels[index - step]!;
      // The difference of two neighbouring box means needs only the values that enter and leave the box.
      const blurred = (levels[index + reblurReach * step]! - levels[index - margin * step]!) / (2 * reblurReach + 1);
      before += difference * difference;
      after += blurred * blurred;
    }
  }
  return before > 0 ? Math.max(0, 1 - Math.sqrt(after / before)) : 0;
}
