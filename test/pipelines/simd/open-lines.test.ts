import fc from "fast-check";
import { expect, it } from "vitest";
import { openSimd, putData } from "../../../pipelines/simd/open-simd.ts";

const planes = fc
  .record({ width: fc.integer({ min: 1, max: 21 }), height: fc.integer({ min: 1, max: 9 }), half: fc.nat(4) })
  .chain(({ width, height, half }) => {
    const levels = fc.array(fc.nat(1023), { minLength: width * height, maxLength: width * height });
    return levels.map((quarters) => ({
      width,
      height,
      half,
      plane: Float32Array.from(quarters, (value) => value / 4),
    }));
  });

/** Of the values up to `half` before and behind each. */
function spread(line: readonly number[], half: number, choose: (...values: number[]) => number): number[] {
  return line.map((_, at) => choose(...line.slice(Math.max(0, at - half), at + half + 1)));
}

function open(line: readonly number[], half: number): number[] {
  return spread(spread(line, half, Math.min), half, Math.max);
}

it("takes from rows, and from columns, what is narrower than the window", () => {
  fc.assert(
    fc.property(planes, ({ width, height, half, plane }) => {
      const simd = openSimd();
      const source = putData(simd, plane);
      const across = simd.reserve(plane.byteLength);
      const down = simd.reserve(plane.byteLength);
      simd.openAcross(source, across, width, height, half);
      simd.openDown(source, down, width, height, half);
      const rows = Array.from({ length: height }, (_, row) => [...plane.subarray(row * width, (row + 1) * width)]);
      const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]!));
      const opened = columns.map((column) => open(column, half));
      const taken = (at: number) => [...new Float32Array(simd.memory.buffer, at, plane.length)];
      expect(taken(across)).toEqual(rows.flatMap((row) => open(row, half)));
      expect(taken(down)).toEqual(rows.flatMap((_, row) => opened.map((column) => column[row]!)));
    }),
  );
});
