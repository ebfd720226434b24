/** A point and the direction of a finger through it: clockwise from up. */
export type Axis = { readonly x: number; readonly y: number; readonly angleDeg: number };

/** The cells of a part counted in rows across an axis. */
export type Rows = {
  /** Place of the first row along the axis, from the axis's point. */
  readonly first: number;
  readonly counts: Int32Array;
  /** Mean place across the axis of each row's cells. */
  readonly means: Float32Array;
};

/** Counts cells (columns and rows in turn) in rows one cell high across the axis. */
export function measureRows(part: Int32Array, axis: Axis): Rows {
  const cosine = Math.cos((axis.angleDeg * Math.PI) / 180);
  const sine = Math.sin((axis.angleDeg * Math.PI) / 180);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < part.length; at += 2) {
    const along = -sine * (part[at]! - axis.x) + cosine * (part[at + 1]! - axis.y);
    if (along < first) first = along;
    if (along > last) last = along;
  }
  first = Math.round(first);
  const size = part.length === 0 ? 0 : Math.round(last) - first + 1;
  const counts = new Int32Array(size);
  const means = new Float32Array(size);
  for (let at = 0; at < part.length; at += 2) {
    const dx = part[at]! - axis.x;
    const dy = part[at + 1]! - axis.y;
    const row = Math.round(-sine * dx + cosine * dy) - first;
    const across = cosine * dx + sine * dy;
    counts[row] = counts[row]! + 1;
    means[row] = means[row]! + across;
  }
  for (let row = 0; row < size; row += 1) means[row] = means[row]! / Math.max(1, counts[row]!);
  return { first, counts, means };
}

/** The cells between two places along the axis, the first included. */
export function cutStretch(
  part: Int32Array,
  axis: Axis,
  { from, to }: { readonly from: number; readonly to: number },
): Int32Array {
  const cosine = Math.cos((axis.angleDeg * Math.PI) / 180);
  const sine = Math.sin((axis.angleDeg * Math.PI) / 180);
  const kept = new Int32Array(part.length);
  let count = 0;
  for (let at = 0; at < part.length; at += 2) {
    const along = -sine * (part[at]! - axis.x) + cosine * (part[at + 1]! - axis.y);
    if (along < from - 0.5 || along >= to - 0.5) continue;
    kept[count++] = part[at]!;
    kept[count++] = part[at + 1]!;
  }
  return kept.subarray(0, count);
}
