import { divide, divisorsOf } from "./divisor";
import { reserve } from "./room";

/** Side of the cells in which ridge direction is held. */
const cellPx: i32 = 4;
/** What stands where there is no phase. */
const noPhase: i32 = 127;
const reach: i32 = 4;
/** The map's first row is the print's fifth. */
const phaseShiftPx: i32 = 4;
const downFilters: i32 = 6;
const basisFilters: i32 = 7;
/** A cell's weights of the seven filters, 32 bits each. */
const weightBytes: i32 = 4 * basisFilters;

/** Filters down the columns, and those of them that are filtered along the row as well: a line each, 32 bits a pixel. */
let lines: usize = 0;
let lineBytes: i32 = 0;
let basis: usize = 0;
let basisBytes: i32 = 0;

/**
 * Where each pixel lies between ridge (0) and valley (240), in 16 steps: the angle between an even and an odd filter
 * across the ridges, second and third derivatives of a Gaussian steered by the flow (Freeman and Adelson 1991) with the
 * whole numbers of FingerJetFX OSE. Row 0 is the print's row 4; the last 8 rows, and all without flow, are `noPhase`.
 */
export function mapRidgePhase(pixels: usize, flow: usize, phases: usize, width: i32, height: i32): void {
  memory.fill(phases, <u8>noPhase, width * height);
  const columns = width / cellPx;
  const rows = height - 2 * phaseShiftPx;
  lineBytes = 4 * (width + 2 * reach + 8);
  basisBytes = 4 * width;
  lines = reserve(downFilters * lineBytes);
  basis = reserve(basisFilters * basisBytes);
  const weights = reserve(columns * weightBytes);
  for (let row: i32 = 0; row < rows; row += 1) {
    const cells = flow + 2 * (row / cellPx + 1) * columns;
    const first = firstWithFlow(cells, columns);
    const end = endOfFlow(cells, first, columns);
    if (first === end) continue;
    if (row % cellPx === 0) weighCells(cells, first, end, weights);
    filterDown(pixels + (row + phaseShiftPx) * width - reach, width, cellPx * first, cellPx * end + 2 * reach);
    // The reference's filters have seen nothing before the first row's fifth pixel, nor behind the last row.
    if (row === 0) clearLines(0, 2 * reach);
    if (row === rows - 1) clearLines(width + reach, width + 2 * reach);
    filterAlong(cellPx * first, cellPx * end);
    for (let cell = first; cell < end; cell += 1) {
      if (load<u16>(cells + 2 * cell) === 0) continue;
      steer(basis + 4 * cellPx * cell, weights + cell * weightBytes, phases + row * width + cellPx * cell);
    }
  }
}

function firstWithFlow(cells: usize, columns: i32): i32 {
  let first: i32 = 0;
  while (first < columns && load<u16>(cells + 2 * first) === 0) first += 1;
  return first;
}

function endOfFlow(cells: usize, first: i32, columns: i32): i32 {
  let end = columns;
  while (end > first && load<u16>(cells + 2 * (end - 1)) === 0) end -= 1;
  return end;
}

/** Shares of the seven filters in the even (three) and the odd one (four) across a cell's ridges. */
function weighCells(cells: usize, first: i32, end: i32, weights: usize): void {
  for (let cell = first; cell < end; cell += 1) {
    const cosine = <i32>load<i8>(cells + 2 * cell);
    const sine = <i32>load<i8>(cells + 2 * cell + 1);
    const to = weights + cell * weightBytes;
    const along = roundShare(cosine * cosine);
    const across = roundShare(sine * sine);
    store<i32>(to, along);
    store<i32>(to + 4, roundShare(2 * cosine * sine));
    store<i32>(to + 8, across);
    store<i32>(to + 12, roundShare(cosine * along));
    store<i32>(to + 16, roundShare(3 * along * sine));
    store<i32>(to + 20, roundShare(3 * across * cosine));
    store<i32>(to + 24, roundShare(sine * across));
  }
}

function roundShare(value: i32): i32 {
  return (value + 64) >> 7;
}

/**
 * Six filters down the columns: three even ones (a Gaussian, its second derivative, the even part of the third order) and
 * three odd ones. Lines begin 4 pixels before the row and end 4 behind it, where the neighbouring rows continue.
 */
function filterDown(start: usize, width: i32, from: i32, end: i32): void {
  for (let x = from; x < end; x += 8) {
    const at = start + x;
    const down1 = v128.load_ext<u8>(at + width);
    const down2 = v128.load_ext<u8>(at + 2 * width);
    const down3 = v128.load_ext<u8>(at + 3 * width);
    const down4 = v128.load_ext<u8>(at + 4 * width);
    const up1 = v128.load_ext<u8>(at - width);
    const up2 = v128.load_ext<u8>(at - 2 * width);
    const up3 = v128.load_ext<u8>(at - 3 * width);
    const up4 = v128.load_ext<u8>(at - 4 * width);
    const to = lines + 4 * x;
    const nearest = v128.load_ext<u8>(at);
    const sum1 = i16x8.add(down1, up1);
    const sum2 = i16x8.add(down2, up2);
    const sum3 = i16x8.add(down3, up3);
    const sum4 = i16x8.add(down4, up4);
    putEvenSums(to, lowPairs(nearest, sum1), lowPairs(sum2, sum3), i32x4.extend_low_i16x8_s(sum4));
    putEvenSums(to + 16, highPairs(nearest, sum1), highPairs(sum2, sum3), i32x4.extend_high_i16x8_s(sum4));
    const step1 = i16x8.sub(down1, up1);
    const step2 = i16x8.sub(down2, up2);
    const step3 = i16x8.sub(down3, up3);
    const step4 = i16x8.sub(down4, up4);
    putOddSums(to + 3 * lineBytes, lowPairs(step1, step2), lowPairs(step3, step4));
    putOddSums(to + 3 * lineBytes + 16, highPairs(step1, step2), highPairs(step3, step4));
  }
}

function lowPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

function highPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

function putEvenSums(to: usize, inner: v128, outer: v128, outermost: v128): void {
  const gauss = weigh(inner, 122, 78, outer, 20, 2);
  const gaussSecond = weigh(inner, -112, -7, outer, 48, 14);
  const wideSecond = weigh(inner, -90, -23, outer, 21, 7);
  v128.store(to, gauss);
  v128.store(to + lineBytes, i32x4.add(gaussSecond, outermost));
  v128.store(to + 2 * lineBytes, i32x4.add(wideSecond, outermost));
}

function putOddSums(to: usize, inner: v128, outer: v128): void {
  v128.store(to, weigh(inner, 71, 37, outer, 6, 0));
  v128.store(to + lineBytes, weigh(inner, 52, 27, outer, 4, 0));
  v128.store(to + 2 * lineBytes, weigh(inner, -92, -12, outer, 8, 1));
}

/** Pairs of neighbours, each by its own tap, added. */
function weigh(inner: v128, tap0: i16, tap1: i16, outer: v128, tap2: i16, tap3: i16): v128 {
  const innerTaps = i32x4.splat(((<i32>tap1) << 16) | (<i32>tap0 & 0xffff));
  const outerTaps = i32x4.splat(((<i32>tap3) << 16) | (<i32>tap2 & 0xffff));
  return i32x4.add(i32x4.dot_i16x8_s(inner, innerTaps), i32x4.dot_i16x8_s(outer, outerTaps));
}

function clearLines(from: i32, end: i32): void {
  for (let filter: i32 = 0; filter < downFilters; filter += 1) {
    memory.fill(lines + filter * lineBytes + 4 * from, 0, 4 * (end - from));
  }
}

/** Along the row: the seven filters of which any direction's even and odd one are sums. */
function filterAlong(from: i32, end: i32): void {
  for (let x = from; x < end; x += 4) {
    const at = lines + 4 * x;
    const to = basis + 4 * x;
    const gaussDown = at;
    const secondDown = at + lineBytes;
    const wideSecondDown = at + 2 * lineBytes;
    const slopesDown = at + 3 * lineBytes;
    const wideSlopesDown = at + 4 * lineBytes;
    const thirdsDown = at + 5 * lineBytes;
    v128.store(to, filterEvenly(gaussDown, -112, -7, 48, 14, 1));
    v128.store(to + basisBytes, filterOddly(slopesDown, 71, 37, 6, 0));
    v128.store(to + 2 * basisBytes, filterEvenly(secondDown, 122, 78, 20, 2, 0));
    v128.store(to + 3 * basisBytes, filterOddly(gaussDown, -92, -12, 8, 1));
    v128.store(to + 4 * basisBytes, filterEvenly(wideSlopesDown, -90, -23, 21, 7, 1));
    v128.store(to + 5 * basisBytes, filterOddly(wideSecondDown, 52, 27, 4, 0));
    v128.store(to + 6 * basisBytes, filterEvenly(thirdsDown, 122, 78, 20, 2, 0));
  }
}

/** The same taps on both sides, from the middle (4 pixels on) outwards. */
function filterEvenly(at: usize, tap0: i32, tap1: i32, tap2: i32, tap3: i32, tap4: i32): v128 {
  let sum = i32x4.mul(i32x4.splat(tap0), v128.load(at + 16));
  sum = i32x4.add(sum, i32x4.mul(i32x4.splat(tap1), i32x4.add(v128.load(at + 20), v128.load(at + 12))));
  sum = i32x4.add(sum, i32x4.mul(i32x4.splat(tap2), i32x4.add(v128.load(at + 24), v128.load(at + 8))));
  sum = i32x4.add(sum, i32x4.mul(i32x4.splat(tap3), i32x4.add(v128.load(at + 28), v128.load(at + 4))));
  if (tap4 === 0) return sum;
  return i32x4.add(sum, i32x4.mul(i32x4.splat(tap4), i32x4.add(v128.load(at + 32), v128.load(at))));
}

/** Taps that change sign on the other side, where they are negative. */
function filterOddly(at: usize, tap1: i32, tap2: i32, tap3: i32, tap4: i32): v128 {
  let sum = i32x4.mul(i32x4.splat(tap1), i32x4.sub(v128.load(at + 20), v128.load(at + 12)));
  sum = i32x4.add(sum, i32x4.mul(i32x4.splat(tap2), i32x4.sub(v128.load(at + 24), v128.load(at + 8))));
  sum = i32x4.add(sum, i32x4.mul(i32x4.splat(tap3), i32x4.sub(v128.load(at + 28), v128.load(at + 4))));
  if (tap4 === 0) return sum;
  return i32x4.add(sum, i32x4.mul(i32x4.splat(tap4), i32x4.sub(v128.load(at + 32), v128.load(at))));
}

/** The phase of the four pixels of one row of a cell, which share a direction. */
function steer(at: usize, weights: usize, to: usize): void {
  let even = i32x4.mul(v128.load_splat<i32>(weights), v128.load(at));
  even = i32x4.add(even, i32x4.mul(v128.load_splat<i32>(weights + 4), v128.load(at + basisBytes)));
  even = i32x4.add(even, i32x4.mul(v128.load_splat<i32>(weights + 8), v128.load(at + 2 * basisBytes)));
  let odd = i32x4.mul(v128.load_splat<i32>(weights + 12), v128.load(at + 3 * basisBytes));
  odd = i32x4.add(odd, i32x4.mul(v128.load_splat<i32>(weights + 16), v128.load(at + 4 * basisBytes)));
  odd = i32x4.add(odd, i32x4.mul(v128.load_splat<i32>(weights + 20), v128.load(at + 5 * basisBytes)));
  odd = i32x4.add(odd, i32x4.mul(v128.load_splat<i32>(weights + 24), v128.load(at + 6 * basisBytes)));
  even = i32x4.shr_s(i32x4.add(even, i32x4.splat(1024)), 11);
  odd = i32x4.shr_s(i32x4.add(odd, i32x4.splat(1024)), 11);
  const level = divide(even, divisorsOf(even, odd));
  const phase = v128.and(i32x4.sub(i32x4.splat(127), level), i32x4.splat(0xf0));
  const isNone = i32x4.eq(even, i32x4.splat(0));
  const known = v128.bitselect(i32x4.splat(noPhase), phase, isNone);
  const halves = i16x8.narrow_i32x4_s(known, known);
  v128.store_lane<u32>(to, i8x16.narrow_i16x8_u(halves, halves), 0);
}
