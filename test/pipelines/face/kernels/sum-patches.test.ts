import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumPatches } from "../../../../pipelines/face/kernels/sum-patches.ts";

function draw(...rows: readonly string[]): { readonly marks: Uint8Array; readonly widthPx: number } {
  return {
    marks: Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0)),
    widthPx: rows[0]?.length ?? 0,
  };
}

describe("sumPatches", () => {
  const { marks, widthPx } = draw("##..#", "#...#", "...#.", "##..#");

  it("counts only patches that are large enough", () => {
    expect(sumPatches(marks.slice(), widthPx, 1)).toBe(9);
    expect(sumPatches(marks.slice(), widthPx, 2)).toBe(7);
    expect(sumPatches(marks.slice(), widthPx, 3)).toBe(3);
    expect(sumPatches(marks.slice(), widthPx, 4)).toBe(0);
  });

  it("does not join the end of a row with the beginning of the next", () => {
    const rows = draw("..#", "#..");
    expect(sumPatches(rows.marks, rows.widthPx, 2)).toBe(0);
  });

  it("counts every mark once, whatever the shapes, and uses them up", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0, max: 1, maxLength: 400 }), fc.integer({ min: 1, max: 20 }), (any, width) => {
        const marked = any.subarray(0, any.length - (any.length % width));
        const count = marked.reduce((sum, mark) => sum + mark, 0);
        expect(sumPatches(marked, width, 1)).toBe(count);
        expect(marked.every((mark) => mark === 0)).toBe(true);
      }),
    );
  });
});
