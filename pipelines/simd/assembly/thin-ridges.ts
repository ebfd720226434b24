import { reserve } from "./room";

/** Thinning ends by itself when nothing changes; a ridge is never so wide that it takes more steps. */
const stepsMax: i32 = 80;
/** 32 pixels of a row lie in one word, the leftmost in its lowest bit. */
const wordPx: i32 = 32;
/** Left free before the first word, as is behind the last: vectors look one word further than they work. */
const guardBytes: i32 = 16;

/**
 * Thins the ridges (1) of bytes, the outermost of which count as none, and returns where the lines stand: one bit a pixel,
 * rows of whole words.
 */
export function thinRidges(ridges: usize, width: i32, height: i32): usize {
  const rowBytes = 4 * ((width + wordPx - 1) / wordPx);
  let bits = reserveBits(rowBytes * height);
  let next = reserveBits(rowBytes * height);
  packInside(ridges, bits, width, height, rowBytes);
  let hadChanged: bool = true;
  for (let step: i32 = 0; step < stepsMax; step += 1) {
    const hasChanged = deleteBorder(bits, next, rowBytes, height, step & 1);
    const before = bits;
    bits = next;
    next = before;
    // Both kinds of step must find nothing left to do.
    if (!hasChanged && !hadChanged) break;
    hadChanged = hasChanged;
  }
  return bits;
}

function reserveBits(bytes: i32): usize {
  const at = reserve(bytes + 2 * guardBytes);
  memory.fill(at, 0, bytes + 2 * guardBytes);
  return at + guardBytes;
}

/** All rows and columns but the outermost, whose bits stay 0. */
function packInside(ridges: usize, bits: usize, width: i32, height: i32, rowBytes: i32): void {
  for (let y: i32 = 1; y < height - 1; y += 1) {
    const to = bits + y * rowBytes;
    for (let x: i32 = 0; x < width; x += 16) {
      let group = i8x16.bitmask(i8x16.shl(v128.load(ridges + y * width + x), 7));
      const inside = width - 1 - x;
      if (inside < 16) group &= (1 << inside) - 1;
      if (x === 0) group &= ~1;
      store<u16>(to + x / 8, <u16>group);
    }
  }
}

/** One of the two steps: writes to `target` what stays, and tells whether anything went. */
function deleteBorder(source: usize, target: usize, rowBytes: i32, height: i32, step: i32): bool {
  let changed = i32x4.splat(0);
  const end = rowBytes * (height - 1);
  for (let off: i32 = rowBytes; off < end; off += 16) {
    const p = v128.load(source + off);
    const border = v128.any_true(p) ? findBorder(source + off, rowBytes, step) : p;
    changed = v128.or(changed, border);
    v128.store(target + off, v128.andnot(p, border));
  }
  return v128.any_true(changed);
}

/**
 * The ridge pixels that go (Guo and Hall 1989). Neighbours are numbered as in the paper, p2 above and on clockwise; those
 * of a row's first and last pixel come from other rows' cleared ends, and are 0.
 */
function findBorder(at: usize, rowBytes: i32, step: i32): v128 {
  const p = v128.load(at);
  const p2 = v128.load(at - rowBytes);
  const p6 = v128.load(at + rowBytes);
  const p3 = pixelsAfter(p2, at - rowBytes);
  const p4 = pixelsAfter(p, at);
  const p5 = pixelsAfter(p6, at + rowBytes);
  const p7 = pixelsBefore(p6, at + rowBytes);
  const p8 = pixelsBefore(p, at);
  const p9 = pixelsBefore(p2, at - rowBytes);
  const n = v128.or(p2, p3);
  const ne = v128.or(p3, p4);
  const e = v128.or(p4, p5);
  const se = v128.or(p5, p6);
  const s = v128.or(p6, p7);
  const sw = v128.or(p7, p8);
  const w = v128.or(p8, p9);
  const nw = v128.or(p9, p2);
  // Exactly one run of ridge pixels around…
  const oneRun = isOneOf(v128.andnot(ne, p2), v128.andnot(se, p4), v128.andnot(sw, p6), v128.andnot(nw, p8));
  // …of two or three pixels, counted in pairs both ways, the lesser count taken…
  const two = v128.and(areTwoOf(nw, ne, se, sw), areTwoOf(n, e, s, w));
  const four = v128.and(v128.and(v128.and(nw, ne), v128.and(se, sw)), v128.and(v128.and(n, e), v128.and(s, w)));
  // …on the side whose turn it is.
  const stays = step === 0 ? v128.and(v128.or(s, v128.not(p9)), p8) : v128.and(v128.or(n, v128.not(p5)), p4);
  return v128.andnot(v128.and(v128.and(p, oneRun), two), v128.or(four, stays));
}

function pixelsAfter(words: v128, at: usize): v128 {
  return v128.or(i32x4.shr_u(words, 1), i32x4.shl(v128.load(at + 4), wordPx - 1));
}

function pixelsBefore(words: v128, at: usize): v128 {
  return v128.or(i32x4.shl(words, 1), i32x4.shr_u(v128.load(at - 4), wordPx - 1));
}

/** Exactly one: an odd number, and where that is three, two of a pair. */
function isOneOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const isOdd = v128.xor(v128.xor(a, b), v128.xor(c, d));
  return v128.andnot(isOdd, v128.or(v128.and(a, b), v128.and(c, d)));
}

/** Two at least. */
function areTwoOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(v128.and(a, b), v128.and(c, d)), v128.and(v128.or(a, b), v128.or(c, d)));
}
