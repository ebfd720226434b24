/** Mean magnitude of the 3 × 3 Scharr gradient (weights 3, 10, 3) over the mask, the frame's rim left out; `null` for an empty mask. */
export function measureScharr(levels: Uint8Array, mask: Uint8Array, widthPx: number): number | null {
  const heightPx = levels.length / widthPx;
  let sum = 0;
  let count = 0;
  for (let y = 1; y < heightPx - 1; y += 1) {
    for (let x = 1; x < widthPx - 1; x += 1) {
      const at = y * widthPx + x;
      if (mask[at] === 0) continue;
      const up = at - widthPx;
      const down = at + widthPx;
      const across =
        3 * (levels[up + 1]! - levels[up - 1]! + levels[down + 1]! - levels[down - 1]!) +
        10 * (levels[at + 1]! - levels[at - 1]!);
      const along =
        3 * (levels[down - 1]! - levels[up - 1]! + levels[down + 1]! - levels[up + 1]!) +
        10 * (levels[down]! - levels[up]!);
      sum += Math.sqrt(across * across + along * along);
      count += 1;
    }
  }
  return count > 0 ? sum / count : null;
}
