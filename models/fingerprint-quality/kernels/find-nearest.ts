/** For each of `rows` vectors the number of the nearest of `others`, by squared distance; both row-major, `columns` wide. */
export function findNearest(vectors: Float32Array, others: Float32Array, columns: number): Uint32Array {
  const nearest = new Uint32Array(vectors.length / columns);
  for (let row = 0; row < nearest.length; row += 1) {
    const from = row * columns;
    let best = Number.POSITIVE_INFINITY;
    for (let other = 0; other * columns < others.length; other += 1) {
      const to = other * columns;
      let distance = 0;
      for (let column = 0; column < columns && distance < best; column += 1) {
        const step = vectors[from + column]! - others[to + column]!;
        distance += step * step;
      }
      if (distance >= best) continue;
      best = distance;
      nearest[row] = other;
    }
  }
  return nearest;
}
