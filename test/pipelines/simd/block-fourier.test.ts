import fc from "fast-check";
import { expect, it } from "vitest";
import { openSimd, putData } from "../../../pipelines/simd/open-simd.ts";

/** Lines of four numbers: four transforms at once. */
const lanes = 4;
const lineBytes = 4 * lanes;

type Lines = { readonly real: Int32Array; readonly imaginary: Int32Array };

/** Line `at` of `count` goes where the transform wants it. */
function slotOf(at: number, count: number): number {
  return Number.parseInt([...at.toString(2).padStart(Math.log2(count), "0")].reverse().join(""), 2);
}

function putInSlots(numbers: Int32Array, count: number): Int32Array {
  const slotted = new Int32Array(numbers.length);
  for (let at = 0; at < count; at += 1) {
    slotted.set(numbers.subarray(at * lanes, (at + 1) * lanes), slotOf(at, count) * lanes);
  }
  return slotted;
}

type Put = { readonly simd: ReturnType<typeof openSimd>; readonly real: number; readonly imaginary: number };

function put({ real, imaginary }: Lines): Put {
  const simd = openSimd();
  return { simd, real: putData(simd, real), imaginary: putData(simd, imaginary) };
}

function take({ simd, real, imaginary }: Put, length: number): Lines {
  const read = (at: number) => new Int32Array(simd.memory.buffer, at, length).slice();
  return { real: read(real), imaginary: read(imaginary) };
}

function transform({ real, imaginary }: Lines, sign: 1 | -1): Lines {
  const count = real.length / lanes;
  const lines = put({ real: putInSlots(real, count), imaginary: putInSlots(imaginary, count) });
  lines.simd.transform(lines.real, lines.imaginary, count, lineBytes, lineBytes, sign);
  return take(lines, real.length);
}

/** One wave of one lane, by its definition. */
function sumWaves({ real, imaginary }: Lines, wave: number, lane: number, sign: number): readonly [number, number] {
  const count = real.length / lanes;
  let [sumReal, sumImaginary] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const angle = (sign * 2 * Math.PI * wave * at) / count;
    const [x, y] = [real[at * lanes + lane]!, imaginary[at * lanes + lane]!];
    sumReal += x * Math.cos(angle) - y * Math.sin(angle);
    sumImaginary += x * Math.sin(angle) + y * Math.cos(angle);
  }
  return [sumReal, sumImaginary];
}

const numbersOf = (count: number) =>
  fc
    .array(fc.integer({ min: -4000, max: 4000 }), { minLength: count * lanes, maxLength: count * lanes })
    .map((numbers) => Int32Array.from(numbers));
const linesOf = (count: number) => fc.record({ real: numbersOf(count), imaginary: numbersOf(count) });

it("is the transform of the definition, within rounding, both ways", () => {
  fc.assert(
    fc.property(fc.constantFrom(16, 32).chain(linesOf), fc.constantFrom(1 as const, -1 as const), (lines, sign) => {
      const transformed = transform(lines, sign);
      for (let at = 0; at < lines.real.length; at += 1) {
        const [real, imaginary] = sumWaves(lines, Math.floor(at / lanes), at % lanes, sign);
        expect(Math.abs(transformed.real[at]! - real)).toBeLessThan(25);
        expect(Math.abs(transformed.imaginary[at]! - imaginary)).toBeLessThan(25);
      }
    }),
    { numRuns: 60 },
  );
});

it("tells the frequencies of 32 levels from the transform of their 16 pairs", () => {
  fc.assert(
    fc.property(numbersOf(32), (levels) => {
      const pairs = { real: everySecond(levels, 0), imaginary: everySecond(levels, 1) };
      const lines = put(transform(pairs, -1));
      lines.simd.separate(lines.real, lines.imaginary, lineBytes, lineBytes);
      const separated = take(lines, pairs.real.length);
      const plain = { real: levels, imaginary: new Int32Array(levels.length) };
      for (let at = 0; at < separated.real.length; at += 1) {
        const [real, imaginary] = sumWaves(plain, Math.floor(at / lanes), at % lanes, -1);
        expect(Math.abs(separated.real[at]! - real)).toBeLessThan(25);
        expect(Math.abs(separated.imaginary[at]! - imaginary)).toBeLessThan(25);
      }
    }),
    { numRuns: 60 },
  );
});

it("finds its way back, 32 times as large, but for the highest frequency", () => {
  const wave = (at: number) => 100 + 40 * Math.cos((2 * Math.PI * 3 * at) / 32) + 30 * Math.sin((Math.PI * at) / 4);
  const levels = Int32Array.from({ length: 32 * lanes }, (_, at) => Math.round(wave(Math.floor(at / lanes) + at)));
  const lines = put(transform({ real: everySecond(levels, 0), imaginary: everySecond(levels, 1) }, -1));
  const { simd } = lines;
  simd.separate(lines.real, lines.imaginary, lineBytes, lineBytes);
  const back = { simd, real: simd.reserve(16 * lineBytes), imaginary: simd.reserve(16 * lineBytes) };
  simd.interlace(lines.real, lines.imaginary, lineBytes, lineBytes, back.real, back.imaginary);
  simd.transform(back.real, back.imaginary, 16, lineBytes, lineBytes, 1);
  const restored = take(back, 16 * lanes);
  for (let at = 0; at < restored.real.length; at += 1) {
    expect(Math.abs(restored.real[at]! / 32 - everySecond(levels, 0)[at]!)).toBeLessThan(2);
    expect(Math.abs(restored.imaginary[at]! / 32 - everySecond(levels, 1)[at]!)).toBeLessThan(2);
  }
});

/** Even lines, or odd ones. */
function everySecond(levels: Int32Array, first: 0 | 1): Int32Array {
  return levels.filter((_, at) => Math.floor(at / lanes) % 2 === first);
}
