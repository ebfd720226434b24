import {
  columns,
  drawFour,
  firstBiases,
  firstOutputSlopes,
  firstOutputs,
  firstWidth,
  knotSlopes,
  knots,
  lastBias,
  lastWeights,
  loud,
  pieces,
  positions,
  secondBiases,
  secondOutputSlopes,
  secondOutputs,
  secondWeights,
  secondWidth,
  slopesBehind,
  starts,
  wanted,
} from "./places";

/** Of the hidden outputs, how many are silenced. */
let silentRatio: f32 = 0;

/**
 * Adds the slopes of the listed rows' mean squared error to those of the weights and the knots.
 * @param order numbers of the rows, 32-bit
 * @param silent share of hidden outputs that are silenced at random (dropout); the others weigh the more
 * @returns the sum of the squared errors
 */
export function learnRows(order: usize, count: i32, silent: f32): f64 {
  silentRatio = silent;
  let squares: f64 = 0;
  for (let at: i32 = 0; at < count; at += 1) {
    const row = load<i32>(order + 4 * at);
    findPieces(row);
    sumKnots();
    silence(firstOutputs, firstWidth);
    const heard = listLoud();
    sumLoud(heard);
    silence(secondOutputs, secondWidth);
    const error = answer() - load<f32>(wanted + 4 * row);
    squares += <f64>error * error;
    returnError((error * 2) / <f32>count);
    returnLoud(heard);
    returnKnots();
  }
  return squares;
}

/** For each value of the row: where in the table its lower knot stands, in bytes, and how far above it the value lies, 0 to 1. */
function findPieces(row: i32): void {
  const from = positions + 4 * row * columns;
  for (let column: i32 = 0; column < columns; column += 1) {
    const first = load<i32>(starts + 4 * column);
    const count = load<i32>(starts + 4 * (column + 1)) - first;
    const position = load<f32>(from + 4 * column);
    const piece = min(<i32>position, count - 1);
    store<i32>(pieces + 8 * column, 4 * (first + column + piece) * firstWidth);
    store<f32>(pieces + 8 * column + 4, position - <f32>piece);
  }
}

function sumKnots(): void {
  const stride: usize = 4 * firstWidth;
  for (let at: usize = 0; at < stride; at += 64) {
    let a = v128.load(firstBiases + at);
    let b = v128.load(firstBiases + at, 16);
    let c = v128.load(firstBiases + at, 32);
    let d = v128.load(firstBiases + at, 48);
    for (let column: i32 = 0; column < columns; column += 1) {
      const low = knots + load<i32>(pieces + 8 * column) + at;
      const high = low + stride;
      const share = f32x4.splat(load<f32>(pieces + 8 * column + 4));
      a = f32x4.add(a, between(v128.load(low), v128.load(high), share));
      b = f32x4.add(b, between(v128.load(low, 16), v128.load(high, 16), share));
      c = f32x4.add(c, between(v128.load(low, 32), v128.load(high, 32), share));
      d = f32x4.add(d, between(v128.load(low, 48), v128.load(high, 48), share));
    }
    v128.store(firstOutputs + at, a);
    v128.store(firstOutputs + at, b, 16);
    v128.store(firstOutputs + at, c, 32);
    v128.store(firstOutputs + at, d, 48);
  }
}

function between(low: v128, high: v128, share: v128): v128 {
  return f32x4.add(low, f32x4.mul(f32x4.sub(high, low), share));
}

/** Cuts outputs off below 0, silences some, and strengthens the others by as much. */
function silence(outputs: usize, width: i32): void {
  const limit = <u32>((1 - <f64>silentRatio) * 4294967295);
  const gain = f32x4.splat(1 / (1 - silentRatio));
  for (let at: usize = 0; at < 4 * <usize>width; at += 16) {
    const positive = f32x4.max(v128.load(outputs + at), f32x4.splat(0));
    v128.store(outputs + at, v128.and(f32x4.mul(positive, gain), drawFour(limit)));
  }
}

/** Lists the first layer's outputs that are not 0, and says how many they are. */
function listLoud(): i32 {
  let count: i32 = 0;
  for (let at: i32 = 0; at < firstWidth; at += 1) {
    store<i32>(loud + 4 * count, at);
    count += i32(load<f32>(firstOutputs + 4 * at) > 0);
  }
  return count;
}

function sumLoud(heard: i32): void {
  const stride: usize = 4 * secondWidth;
  for (let at: usize = 0; at < stride; at += 64) {
    let a = v128.load(secondBiases + at);
    let b = v128.load(secondBiases + at, 16);
    let c = v128.load(secondBiases + at, 32);
    let d = v128.load(secondBiases + at, 48);
    for (let next: i32 = 0; next < heard; next += 1) {
      const input = load<i32>(loud + 4 * next);
      const output = f32x4.splat(load<f32>(firstOutputs + 4 * input));
      const weights = secondWeights + input * stride + at;
      a = f32x4.add(a, f32x4.mul(v128.load(weights), output));
      b = f32x4.add(b, f32x4.mul(v128.load(weights, 16), output));
      c = f32x4.add(c, f32x4.mul(v128.load(weights, 32), output));
      d = f32x4.add(d, f32x4.mul(v128.load(weights, 48), output));
    }
    v128.store(secondOutputs + at, a);
    v128.store(secondOutputs + at, b, 16);
    v128.store(secondOutputs + at, c, 32);
    v128.store(secondOutputs + at, d, 48);
  }
}

function answer(): f32 {
  let sums = f32x4.splat(0);
  for (let at: usize = 0; at < 4 * <usize>secondWidth; at += 16) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(secondOutputs + at), v128.load(lastWeights + at)));
  }
  return load<f32>(lastBias) + sumLanes(sums);
}

/** The answer's slope goes back to the last weights and to the second layer, where it was heard. */
function returnError(slope: f32): void {
  const slopes = f32x4.splat(slope);
  const gained = f32x4.splat(slope / (1 - silentRatio));
  addTo(lastBias + slopesBehind, f32x4.replace_lane(f32x4.splat(0), 0, slope));
  for (let at: usize = 0; at < 4 * <usize>secondWidth; at += 16) {
    const output = v128.load(secondOutputs + at);
    addTo(lastWeights + slopesBehind + at, f32x4.mul(output, slopes));
    const isHeard = f32x4.gt(output, f32x4.splat(0));
    const returned = v128.and(f32x4.mul(v128.load(lastWeights + at), gained), isHeard);
    v128.store(secondOutputSlopes + at, returned);
    addTo(secondBiases + slopesBehind + at, returned);
  }
}

/** The second layer's slopes go back to its weights and to the first layer, where it was heard. */
function returnLoud(heard: i32): void {
  const stride: usize = 4 * secondWidth;
  const gain: f32 = 1 / (1 - silentRatio);
  memory.fill(firstOutputSlopes, 0, 4 * firstWidth);
  for (let next: i32 = 0; next < heard; next += 1) {
    const input = load<i32>(loud + 4 * next);
    const output = f32x4.splat(load<f32>(firstOutputs + 4 * input));
    const weights = secondWeights + input * stride;
    let sums = f32x4.splat(0);
    for (let at: usize = 0; at < stride; at += 16) {
      const slope = v128.load(secondOutputSlopes + at);
      sums = f32x4.add(sums, f32x4.mul(slope, v128.load(weights + at)));
      addTo(weights + slopesBehind + at, f32x4.mul(slope, output));
    }
    store<f32>(firstOutputSlopes + 4 * input, sumLanes(sums) * gain);
  }
}

function returnKnots(): void {
  const stride: usize = 4 * firstWidth;
  for (let at: usize = 0; at < stride; at += 16) {
    addTo(firstBiases + slopesBehind + at, v128.load(firstOutputSlopes + at));
  }
  for (let column: i32 = 0; column < columns; column += 1) {
    const low = knotSlopes + load<i32>(pieces + 8 * column);
    const share = f32x4.splat(load<f32>(pieces + 8 * column + 4));
    for (let at: usize = 0; at < stride; at += 16) {
      const slope = v128.load(firstOutputSlopes + at);
      const upper = f32x4.mul(slope, share);
      addTo(low + at, f32x4.sub(slope, upper));
      addTo(low + stride + at, upper);
    }
  }
}

function addTo(at: usize, values: v128): void {
  v128.store(at, f32x4.add(v128.load(at), values));
}

function sumLanes(values: v128): f32 {
  const low = f32x4.extract_lane(values, 0) + f32x4.extract_lane(values, 1);
  return low + (f32x4.extract_lane(values, 2) + f32x4.extract_lane(values, 3));
}
