/** Columns of the table, and widths of the two hidden layers, whole numbers of 16. */
export let columns: i32 = 0;
export let firstWidth: i32 = 0;
export let secondWidth: i32 = 0;

/** The first piece of each column, and behind the last column the number of all pieces; 32-bit whole numbers. */
export let starts: usize = 0;
/** Row-major: where each value stands between the knots of its column, in pieces. */
export let positions: usize = 0;
/** What each row should be answered with. */
export let wanted: usize = 0;

/** What a value at each knot adds to the first layer, a knot a row; a column has a knot more than it has pieces. */
export let knots: usize = 0;
export let knotSlopes: usize = 0;

/** Of the first layer by piece, its biases, of the second layer by input, its biases, of the answer, its bias. */
export let firstWeights: usize = 0;
export let firstBiases: usize = 0;
export let secondWeights: usize = 0;
export let secondBiases: usize = 0;
export let lastWeights: usize = 0;
export let lastBias: usize = 0;
/** How far behind a weight its slope stands. */
export let slopesBehind: usize = 0;

/** Room for one row: the outputs of both layers, their slopes, which inputs are not 0, and the places of its values. */
export let firstOutputs: usize = 0;
export let secondOutputs: usize = 0;
export let firstOutputSlopes: usize = 0;
export let secondOutputSlopes: usize = 0;
export let loud: usize = 0;
export let pieces: usize = 0;

/**
 * Says where a network in training stands.
 * @param weights all weights, in the order of the places above, and the slopes of all in the same order behind them
 * @param scratch room for 4 × (2 × (both widths) + the first width + 2 × columns) bytes
 */
export function place(
  columnCount: i32,
  widthOne: i32,
  widthTwo: i32,
  table: usize,
  rowPositions: usize,
  rowsWanted: usize,
  knotTable: usize,
  weights: usize,
  scratch: usize,
): void {
  columns = columnCount;
  firstWidth = widthOne;
  secondWidth = widthTwo;
  starts = table;
  positions = rowPositions;
  wanted = rowsWanted;
  const pieceCount = load<i32>(starts + 4 * columns);
  knots = knotTable;
  knotSlopes = knots + 4 * (pieceCount + columns) * firstWidth;
  firstWeights = weights;
  firstBiases = firstWeights + 4 * pieceCount * firstWidth;
  secondWeights = firstBiases + 4 * firstWidth;
  secondBiases = secondWeights + 4 * firstWidth * secondWidth;
  lastWeights = secondBiases + 4 * secondWidth;
  lastBias = lastWeights + 4 * secondWidth;
  slopesBehind = lastBias + 16 - firstWeights;
  firstOutputs = scratch;
  secondOutputs = firstOutputs + 4 * firstWidth;
  firstOutputSlopes = secondOutputs + 4 * secondWidth;
  secondOutputSlopes = firstOutputSlopes + 4 * firstWidth;
  loud = secondOutputSlopes + 4 * secondWidth;
  pieces = loud + 4 * firstWidth;
}

let state: v128 = i32x4(1, 2, 3, 4);

/** Starts the draw of who is silenced anew. None of the four may be 0. */
export function seedSilence(one: i32, two: i32, three: i32, four: i32): void {
  state = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(one), 1, two), 2, three), 3, four);
}

/** Four lanes, each of all bits with the probability `limit` ÷ 2³² (Marsaglia's 32-bit xorshift, one a lane). */
export function drawFour(limit: u32): v128 {
  state = v128.xor(state, i32x4.shl(state, 13));
  state = v128.xor(state, i32x4.shr_u(state, 17));
  state = v128.xor(state, i32x4.shl(state, 5));
  return i32x4.lt_u(state, i32x4.splat(limit));
}
