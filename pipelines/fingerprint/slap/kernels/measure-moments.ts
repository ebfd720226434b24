/** The ellipse with a patch's second moments: its full axes, and its long one's turn from upright, −90 to 90. */
export type PatchMoments = {
  readonly widthCells: number;
  readonly lengthCells: number;
  readonly angleDeg: number;
  readonly area: number;
};

/** Moments of each patch, in the order of their labels from 1. */
export function measureMoments(labels: Uint16Array, columns: number, count: number): readonly PatchMoments[] {
  const perPatch = 6;
  const sums = new Float64Array((count + 1) * perPatch);
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at]!;
    if (label === 0) continue;
    const x = at % columns;
    const y = (at - x) / columns;
    const first = label * perPatch;
    sums[first]! += 1;
    sums[first + 1]! += x;
    sums[first + 2]! += y;
    sums[first + 3]! += x * x;
    sums[first + 4]! += x * y;
    sums[first + 5]! += y * y;
  }
  return Array.from({ length: count }, (_, index) => {
    const [area, x, y, xx, xy, yy] = sums.subarray((index + 1) * perPatch, (index + 2) * perPatch);
    const varX = xx! / area! - (x! / area!) ** 2;
    const varY = yy! / area! - (y! / area!) ** 2;
    const joint = xy! / area! - (x! / area!) * (y! / area!);
    const root = Math.sqrt(((varX - varY) / 2) ** 2 + joint * joint);
    const middle = (varX + varY) / 2;
    return {
      widthCells: 4 * Math.sqrt(Math.max(0, middle - root)),
      lengthCells: 4 * Math.sqrt(middle + root),
      // Rows run down, so that a patch leaning to the right has a negative joint moment.
      angleDeg: (0.5 * Math.atan2(-2 * joint, varY - varX) * 180) / Math.PI,
      area: area!,
    };
  });
}
