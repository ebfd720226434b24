import { describe, expect, it } from "vitest";
import { measureReblur } from "../../../../pipelines/face/kernels/measure-reblur.ts";

const side = 64;
const mask = new Uint8Array(side * side).fill(1);

/** An upright edge, `softness` pixels wide. */
function edge(softness: number, contrast = 200): Float32Array {
  return Float32Array.from({ length: side * side }, (_, index) => {
    const share = ((index % side) + 0.5 - side / 2) / softness;
    return 20 + contrast * Math.min(1, Math.max(0, share + 0.5));
  });
}

describe("measureReblur", () => {
  it("falls as an edge grows softer", () => {
    const values = [1, 3, 6, 12, 24].map((softness) => along(edge(softness)));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeCloseTo(2 / 3, 6);
  });

  it("does not depend on contrast", () => {
    expect(along(edge(4, 40))).toBeCloseTo(along(edge(4, 200)), 5);
  });

  it("takes the worse of both ways: along an edge there is nothing to lose", () => {
    expect(measureReblur(edge(1), mask, side)).toBe(0);
  });

  it("is 0 where there is nothing to see: on a plain, in an empty mask", () => {
    expect(measureReblur(new Float32Array(side * side), mask, side)).toBe(0);
    expect(measureReblur(cross(edge(1)), new Uint8Array(side * side), side)).toBe(0);
  });

  it("looks at the mask alone, whatever its width", () => {
    const levels = cross(edge(3));
    for (const width of [1, 2, 3, 4, 5, 7]) {
      const narrow = mask.map((_, at) => (Math.abs((at % side) - side / 2) < width ? 1 : 0));
      expect(measureReblur(levels, narrow, side)).toBeCloseTo(reblurPlainly(levels, narrow), 7);
    }
  });
});

/** The same edge both ways, so that neither is the worse. */
function cross(levels: Float32Array): Float32Array {
  return levels.map((level, at) => level + levels[(at % side) * side + Math.floor(at / side)]!);
}

function along(levels: Float32Array): number {
  return measureReblur(cross(levels), mask, side);
}

function reblurPlainly(levels: Float32Array, seen: Uint8Array): number {
  const shares = [1, side].map((step) => {
    let [before, after] = [0, 0];
    for (let at = 0; at < levels.length; at += 1) {
      const [x, y] = [at % side, Math.floor(at / side)];
      if (Math.min(x, y) < 5 || Math.max(x, y) >= side - 5 || seen[at] === 0) continue;
      before += (levels[at]! - levels[at - step]!) ** 2;
      after += ((levels[at + 4 * step]! - levels[at - 5 * step]!) / 9) ** 2;
    }
    return before === 0 ? 0 : Math.max(0, 1 - Math.sqrt(after / before));
  });
  return Math.min(...shares);
}
