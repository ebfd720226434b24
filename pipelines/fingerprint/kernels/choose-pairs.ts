/** More pairs than this are not looked at: a print has fewer minutiae, and the work grows with their square. */
export const pairsMax = 255;
/** How much a pair's similarity is weighed against what its two minutiae find elsewhere. */
const distinctWeight = 0.5;
const levels = 1024;

/** Minutiae of the probe held to be minutiae of the reference, in parallel arrays of room for {@link pairsMax}. */
export type MinutiaPairs = {
  count: number;
  readonly probe: Int32Array;
  readonly reference: Int32Array;
  readonly similarity: Float64Array;
  /** Similarity after the other pairs had their say. */
  readonly relaxed: Float64Array;
};

export function createPairs(): MinutiaPairs {
  return {
    count: 0,
    probe: new Int32Array(pairsMax),
    reference: new Int32Array(pairsMax),
    similarity: new Float64Array(pairsMax),
    relaxed: new Float64Array(pairsMax),
  };
}

const rowSums = new Float64Array(pairsMax);
const columnSums = new Float64Array(pairsMax);
const rank = new Int32Array(pairsMax * pairsMax);
const tally = new Int32Array(levels);

/**
 * Keeps the best pairs of a similarity table, as many as the smaller print has minutiae, in raster order. A pair that is
 * similar counts for less where its minutiae are similar to many others (after the normalisation of Feng 2008, Pattern
 * Recognition 41(1)). Neither side may have more than {@link pairsMax} minutiae.
 */
export function choosePairs(similarity: Float32Array, rows: number, columns: number, pairs: MinutiaPairs): void {
  sumSides(similarity, rows, columns);
  const wanted = Math.min(rows, columns);
  const limit = rankPairs(similarity, rows, columns, wanted);
  pairs.count = 0;
  // The last level may hold more than are wanted: those above it come first.
  let spare = wanted - countAbove(limit);
  for (let at = 0; at < rows * columns; at += 1) {
    const level = rank[at]!;
    if (level < limit || level === 0) continue;
    if (level === limit) {
      if (spare <= 0) continue;
      spare -= 1;
    }
    pairs.probe[pairs.count] = Math.floor(at / columns);
    pairs.reference[pairs.count] = at % columns;
    pairs.similarity[pairs.count] = similarity[at]!;
    pairs.count += 1;
  }
}

function sumSides(similarity: Float32Array, rows: number, columns: number): void {
  columnSums.fill(0, 0, columns);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const value = similarity[row * columns + column]!;
      sum += value;
      columnSums[column] = columnSums[column]! + value;
    }
    rowSums[row] = sum;
  }
}

/** Writes each pair's level, 0 where nothing is similar, and returns the level that the last wanted pair has. */
function rankPairs(similarity: Float32Array, rows: number, columns: number, wanted: number): number {
  tally.fill(0);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const value = similarity[at]!;
      if (value <= 0) {
        rank[at] = 0;
        continue;
      }
      const elsewhere = rowSums[row]! + columnSums[column]! - value;
      const distinct = ((rows + columns - 1) * value * value) / elsewhere;
      const weighed = (1 - distinctWeight) * value + distinctWeight * distinct;
      const level = Math.min(levels - 1, 1 + Math.floor(weighed * levelsPerUnit));
      rank[at] = level;
      tally[level] = tally[level]! + 1;
    }
  }
  let level = levels - 1;
  for (let found = tally[level]!; found < wanted && level > 1; found += tally[level]!) level -= 1;
  return level;
}

/** A similarity of 1 that stands alone is weighed with the number of minutiae; beyond this all are equally good. */
const levelsPerUnit = 400;

function countAbove(limit: number): number {
  let count = 0;
  for (let level = limit + 1; level < levels; level += 1) count += tally[level]!;
  return count;
}
