import { describe, expect, it } from "vitest";
import { markBright } from "../../../../pipelines/face/kernels/mark-bright.ts";

describe("markBright", () => {
  it("marks what is at the level or above, within the mask", () => {
    const levels = Uint8Array.of(0, 199, 200, 255);
    expect([...markBright(levels, null, 200)]).toEqual([0, 0, 1, 1]);
    expect([...markBright(levels, Uint8Array.of(1, 1, 0, 1), 200)]).toEqual([0, 0, 0, 1]);
  });
});
