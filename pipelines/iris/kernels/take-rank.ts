/**
 * The value that stands at `rank` once the values are sorted, 0 the smallest; none may be NaN. They are left in another
 * order, not sorted: for a middle value Hoare's selection does.
 */
export function takeRank(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[rank]!;
    let left = low;
    let right = high;
    while (left <= right) {
      const lower = values[left]!;
      const upper = values[right]!;
      if (lower < pivot) left += 1;
      else if (upper > pivot) right -= 1;
      else {
        values[left] = upper;
        values[right] = lower;
        left += 1;
        right -= 1;
      }
    }
    if (right < rank) low = left;
    if (left > rank) high = right;
  }
  return values[rank]!;
}
