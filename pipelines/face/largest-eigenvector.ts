/** Sweeps after which Jacobi's rotations have long converged for so small a matrix. */
const sweepsMax = 30;

/**
 * Unit eigenvector of the largest eigenvalue of a symmetric 4 × 4 matrix, by Jacobi's cyclic rotations. Unlike power
 * iteration this does not slow down when two eigenvalues are close.
 */
export function largestEigenvector(matrix: readonly (readonly number[])[]): [number, number, number, number] {
  const a = matrix.map((row) => Float64Array.from(row));
  const vectors = matrix.map((_, row) => Float64Array.from(matrix, (_, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < sweepsMax; sweep += 1) {
    for (let p = 0; p < 3; p += 1) for (let q = p + 1; q < 4; q += 1) rotateAway(a, vectors, p, q);
  }
  const values = a.map((row, index) => row[index] ?? 0);
  const best = values.indexOf(Math.max(...values));
  const component = (row: number) => vectors[row]?.[best] ?? 0;
  return [component(0), component(1), component(2), component(3)];
}

/** One Jacobi rotation: makes the element (p, q) zero. */
function rotateAway(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const at = (row: number, column: number) => a[row]?.[column] ?? 0;
  const off = at(p, q);
  if (Math.abs(off) < Number.MIN_VALUE * 1e10) return;
  const theta = (at(q, q) - at(p, p)) / (2 * off);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of a) turnPair(row, p, q, cosine, sine);
  turnRows(a, p, q, cosine, sine);
  for (const row of vectors) turnPair(row, p, q, cosine, sine);
}

function turnPair(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const first = row[p] ?? 0;
  const second = row[q] ?? 0;
  row[p] = cosine * first - sine * second;
  row[q] = sine * first + cosine * second;
}

function turnRows(a: Float64Array[], p: number, q: number, cosine: number, sine: number): void {
  const first = a[p];
  const second = a[q];
  if (first === undefined || second === undefined) return;
  first.forEach((above, column) => {
    const below = second[column] ?? 0;
    first[column] = cosine * above - sine * below;
    second[column] = sine * above + cosine * below;
  });
}
