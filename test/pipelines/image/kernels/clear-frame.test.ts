import { describe, expect, it } from "vitest";
import { clearFrame } from "../../../../pipelines/image/kernels/clear-frame.ts";

describe("clearFrame", () => {
  it("clears the outermost rows and columns and nothing within", () => {
    const mask = new Uint8Array(4 * 3).fill(1);
    clearFrame(mask, 4, 3);
    expect([...mask]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it.each([
    [1, 1],
    [1, 5],
    [5, 2],
    [0, 0],
  ])("leaves nothing of %i×%i pixels", (widthPx, heightPx) => {
    const mask = new Uint8Array(widthPx * heightPx).fill(1);
    clearFrame(mask, widthPx, heightPx);
    expect(mask.every((value) => value === 0)).toBe(true);
  });
});
