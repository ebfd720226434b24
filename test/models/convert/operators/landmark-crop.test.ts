import flexbuffers from "flatbuffers/js/flexbuffers.js";
import { describe, expect, it } from "vitest";
import { type Block, expectClose, runOperator, scatter } from "../run-operator.ts";

const crop = {
  left_rotation_idx: 0,
  right_rotation_idx: 3,
  subset_idxs: [0, 1, 2, 3, 4],
  scale_x: 1.5,
  scale_y: 1.25,
  output_width: 16,
  output_height: 8,
  target_rotation_radians: null,
};
const encode = (options: unknown) => flexbuffers.encode(options);

/** Landmarks around (20, 30), the line from the first to the fourth tilted by `tiltDeg`. */
function landmarks(tiltDeg: number): Block {
  const flat = [-8, 1, -3, -6, 2, 7, 8, 1, 5, -2];
  const [cos, sin] = [Math.cos((tiltDeg * Math.PI) / 180), Math.sin((tiltDeg * Math.PI) / 180)];
  const values: number[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const [x, y] = [flat[index]!, flat[index + 1]!];
    values.push(20 + cos * x - sin * y, 30 + sin * x + cos * y, index);
  }
  return { shape: [1, 5, 3], values };
}

/** The same matrix by way of the angle: shift to the crop's centre, turn, scale, shift to its corner. */
function matrixByAngle({ values }: Block): number[] {
  const point = (index: number) => [values[index * 3]!, values[index * 3 + 1]!] as const;
  const [left, right] = [point(0), point(3)];
  const angle = Math.atan2(right[1] - left[1], right[0] - left[0]);
  const turn = ([x, y]: readonly [number, number], by: number) =>
    [Math.cos(by) * x - Math.sin(by) * y, Math.sin(by) * x + Math.cos(by) * y] as const;
  const levelled = [0, 1, 2, 3, 4].map((index) => turn(point(index), -angle));
  const [xs, ys] = [levelled.map(([x]) => x), levelled.map(([, y]) => y)];
  const [high, low] = [[Math.max(...xs), Math.max(...ys)] as const, [Math.min(...xs), Math.min(...ys)] as const];
  const [centreX, centreY] = turn([(high[0] + low[0]) / 2, (high[1] + low[1]) / 2], angle);
  const scaleX = (1.5 * (high[0] - low[0])) / 16;
  const scaleY = (1.25 * (high[1] - low[1])) / 8;
  const [a, b, c, d] = [
    Math.cos(angle) * scaleX,
    -Math.sin(angle) * scaleY,
    Math.sin(angle) * scaleX,
    Math.cos(angle) * scaleY,
  ];
  return [a, b, 0, centreX - 8 * a - 4 * b, c, d, 0, centreY - 8 * c - 4 * d, 0, 0, 1, 0, 0, 0, 0, 1];
}

describe("landmarks to matrix", () => {
  it.each([0, 20, -35, 90, 170])("agrees with the way by the angle at a tilt of %d°", async (tiltDeg) => {
    const input = landmarks(tiltDeg);
    const kind = "Landmarks2TransformMatrix";
    const actual = await runOperator({ kind, input, outputShape: [1, 4, 4], customOptions: encode(crop) });
    expectClose(actual, matrixByAngle(input), 1e-4);
  });

  it.each([
    { name: "a target angle other than zero", options: { ...crop, target_rotation_radians: 0.5 } },
    { name: "an empty subset", options: { ...crop, subset_idxs: [] } },
    { name: "options that are no object", options: 7 },
  ])("refuses $name", async ({ options }) => {
    const kind = "Landmarks2TransformMatrix";
    const refused = runOperator({ kind, input: landmarks(0), outputShape: [1, 4, 4], customOptions: encode(options) });
    await expect(refused).rejects.toMatchObject({ code: "model.unsupported" });
  });

  it("refuses torn options at every byte, or reads the same from them", async () => {
    const whole = encode(crop);
    for (let length = 0; length < whole.length; length++) {
      const torn = runOperator({
        kind: "Landmarks2TransformMatrix",
        input: landmarks(0),
        outputShape: [1, 4, 4],
        customOptions: whole.slice(0, length),
      });
      await expect(torn).rejects.toMatchObject({ code: "model.unsupported" });
    }
  });
});

describe("landmark transform", () => {
  it("sends each point through the matrix", async () => {
    const input = scatter([1, 6, 2], 1);
    const matrix = { shape: [1, 4, 4], values: [2, -1, 0, 5, 0.5, 3, 0, -7, 0, 0, 1, 0, 0, 0, 0, 1] };
    const wanted = Array.from({ length: 6 }, (_, point) => {
      const [x, y] = [input.values[point * 2]!, input.values[point * 2 + 1]!];
      return [2 * x - y + 5, 0.5 * x + 3 * y - 7];
    }).flat();
    expectClose(
      await runOperator({ kind: "TransformLandmarks", input, constants: [matrix], outputShape: [1, 6, 2] }),
      wanted,
    );
  });
});

describe("crop sampling", () => {
  const [width, height] = [6, 5];
  const map = scatter([1, height, width, 2], 2);

  /** Bilinear sampling as MediaPipe's kernel does it: nothing outside the outermost cell centres. */
  function sample([a, b, c, d, shiftX, shiftY]: readonly number[]): number[] {
    const values: number[] = [];
    for (let cell = 0; cell < 12; cell++) {
      const [x, y] = [(cell % 4) + 0.5, Math.floor(cell / 4) + 0.5];
      const [u, v] = [a! * x + b! * y + shiftX! - 0.5, c! * x + d! * y + shiftY! - 0.5];
      const isOutside = u < 0 || v < 0 || u > width - 1 || v > height - 1;
      for (const channel of [0, 1]) values.push(isOutside ? 0 : interpolate(u, v, channel));
    }
    return values;
  }

  function interpolate(u: number, v: number, channel: number): number {
    const at = (y: number, x: number) =>
      map.values[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 2 + channel]!;
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [right, low] = [u - left, v - top];
    const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
    const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
    return upper * (1 - low) + lower * low;
  }

  it.each([
    { name: "within the map", affine: [0.9, 0.2, -0.1, 0.8, 0.9, 1.1] },
    { name: "across its rim, where half-outside cells stay empty", affine: [2, 0.5, -0.5, 1.9, -0.8, -0.4] },
    { name: "far outside", affine: [1, 0, 0, 1, 40, 40] },
  ])("samples $name", async ({ affine }) => {
    const [a, b, c, d, shiftX, shiftY] = affine as [number, number, number, number, number, number];
    const matrix = { shape: [1, 4, 4], values: [a, b, 0, shiftX, c, d, 0, shiftY, 0, 0, 1, 0, 0, 0, 0, 1] };
    const kind = "TransformTensorBilinear";
    const actual = await runOperator({ kind, input: map, constants: [matrix], outputShape: [1, 3, 4, 2] });
    expectClose(actual, sample(affine));
  });
});
