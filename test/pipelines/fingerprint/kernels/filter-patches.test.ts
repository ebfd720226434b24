import fc from "fast-check";
import { expect, it } from "vitest";
import {
  directions,
  filterPatches,
  listDirectionOffsets,
  patchPx,
} from "../../../../pipelines/fingerprint/kernels/filter-patches.ts";
import { openSimd, putData } from "../../../../pipelines/simd/open-simd.ts";

const stride = 40;
const rows = 36;
const reachPx = 12;

const level = fc.float({ min: -255, max: 255, noNaN: true });
const taps = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: reachPx + 1 });
const patch = fc.record({
  x: fc.integer({ min: reachPx, max: stride - patchPx - reachPx }),
  y: fc.integer({ min: reachPx, max: rows - patchPx - reachPx }),
  direction: fc.nat(directions - 1),
  filter: fc.nat(1),
});
const scene = fc.record({
  source: fc.array(level, { minLength: stride * rows, maxLength: stride * rows }),
  filters: fc.tuple(taps, taps),
  patches: fc.array(patch, { maxLength: 4 }),
});

/** The definition, a pixel at a time, every step rounded to single precision. */
function filterPixel(source: Float32Array, at: number, offsets: Int32Array, filter: Float32Array): number {
  let sum = Math.fround(source[at]! * filter[0]!);
  for (let tap = 1; tap < filter.length; tap += 1) {
    const both = Math.fround(source[at + offsets[tap]!]! + source[at - offsets[tap]!]!);
    sum = Math.fround(sum + Math.fround(both * filter[tap]!));
  }
  return sum;
}

it("filters patches as the definition has it, and leaves what lies between them", () => {
  const offsets = listDirectionOffsets(stride, reachPx, 1, Math.PI / 5);
  fc.assert(
    fc.property(scene, ({ source: levels, filters, patches }) => {
      const source = Float32Array.from(levels);
      const outside = source.map((value) => 2 * value);
      const taps = filters.map((filter) => Float32Array.from(filter));
      const expected = outside.slice();
      for (const each of patches) {
        for (let y = each.y; y < each.y + patchPx; y += 1) {
          for (let at = y * stride + each.x; at < y * stride + each.x + patchPx; at += 1) {
            expected[at] = filterPixel(source, at, offsets[each.direction]!, taps[each.filter]!);
          }
        }
      }
      const plan = {
        stride,
        count: patches.length,
        start: Int32Array.from(patches, ({ x, y }) => y * stride + x),
        direction: Uint8Array.from(patches, (each) => each.direction),
      };
      const simd = openSimd();
      const buffers = { simd, source: putData(simd, source), target: putData(simd, outside) };
      filterPatches(buffers, plan, { taps, numberOf: (patch) => patches[patch]!.filter, offsets });
      expect(new Float32Array(simd.memory.buffer, buffers.target, outside.length)).toEqual(expected);
    }),
  );
});
