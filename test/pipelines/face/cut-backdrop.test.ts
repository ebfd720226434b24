import { describe, expect, it } from "vitest";
import { cutBackdrop } from "../../../pipelines/face/cut-backdrop.ts";
import { measureGeometry } from "../../../pipelines/face/face-geometry.ts";
import { plainImage } from "./face-rig.ts";

const side = 256;
const mask = {
  isBackdrop: new Uint8Array(side * side).fill(1),
  planes: new Float32Array(0),
  image: plainImage(300, 400),
};

/** A face with its eyes on one line and its chin below. */
function geometry(eyesY: number, chinY: number) {
  const landmarks = Array.from({ length: 478 }, (_, index) => ({ x: 150, y: index === 152 ? chinY : eyesY, z: 0 }));
  return measureGeometry(landmarks);
}

describe("cutBackdrop", () => {
  it("keeps what lies above the shoulders, a good third of the face's length below the chin", () => {
    const { isBackdrop } = cutBackdrop(mask, geometry(100, 200));
    const rows = Math.round((235 / 400) * side);
    expect(isBackdrop.subarray(0, rows * side).every((cell) => cell === 1)).toBe(true);
    expect(isBackdrop.subarray(rows * side).every((cell) => cell === 0)).toBe(true);
    expect(mask.isBackdrop.every((cell) => cell === 1)).toBe(true);
  });

  it("keeps all or nothing where the shoulders lie outside the image", () => {
    expect(cutBackdrop(mask, geometry(300, 900)).isBackdrop.every((cell) => cell === 1)).toBe(true);
    expect(cutBackdrop(mask, geometry(-300, -280)).isBackdrop.every((cell) => cell === 0)).toBe(true);
  });
});
