import { expect, it } from "vitest";
import { openSimd, putData, takeBytes } from "../../../pipelines/simd/open-simd.ts";

it("keeps what is put side by side apart, each at a multiple of 16", () => {
  const simd = openSimd();
  const pieces = [1, 15, 16, 17, 1000].map((length, value) => new Uint8Array(length).fill(value + 1));
  const places = pieces.map((piece) => putData(simd, piece));
  expect(places.every((place) => place % 16 === 0)).toBe(true);
  for (const [index, piece] of pieces.entries()) expect(takeBytes(simd, places[index]!, piece.length)).toEqual(piece);
});

it("grows for what does not fit, and keeps what was there", () => {
  const simd = openSimd();
  const small = putData(simd, Uint8Array.of(7, 8, 9));
  const large = putData(simd, new Float64Array(500_000).fill(1.5));
  expect(takeBytes(simd, small, 3)).toEqual(Uint8Array.of(7, 8, 9));
  expect(new Float64Array(simd.memory.buffer, large, 500_000).every((value) => value === 1.5)).toBe(true);
});

it("gives the room back to the next stage, and the memory back after a large one", () => {
  const usual = putData(openSimd(), new Uint8Array(4));
  expect(putData(openSimd(), new Uint8Array(4))).toBe(usual);
  const simd = openSimd();
  simd.reserve(40_000_000);
  expect(simd.memory.buffer.byteLength).toBeGreaterThan(40_000_000);
  expect(openSimd().memory.buffer.byteLength).toBeLessThan(40_000_000);
});

it("ends in a trap where there is no room, twice too, and works on as if nothing had been asked", () => {
  const simd = openSimd();
  const kept = putData(simd, Uint8Array.of(7, 8, 9));
  const tooMuchBytes = 0xffff_ff00;
  expect(() => simd.reserve(tooMuchBytes)).toThrow(WebAssembly.RuntimeError);
  expect(() => simd.reserve(tooMuchBytes)).toThrow(WebAssembly.RuntimeError);
  const next = putData(simd, Uint8Array.of(1, 2));
  expect(takeBytes(simd, kept, 3)).toEqual(Uint8Array.of(7, 8, 9));
  expect(takeBytes(simd, next, 2)).toEqual(Uint8Array.of(1, 2));
});
