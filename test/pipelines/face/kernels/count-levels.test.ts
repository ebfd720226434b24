import { expect, it } from "vitest";
import { countLevels } from "../../../../pipelines/face/kernels/count-levels.ts";
import { sumColour } from "../../../../pipelines/face/kernels/sum-colour.ts";

const levels = Uint8Array.from([1, 1, 2, 3, 3, 3, 9, 9, 9]);

it("counts within the box, the frame and the mask", () => {
  const whole = { x: -5, y: -5, width: 50, height: 50 };
  expect(countLevels(levels, 3, whole)[3]).toBe(3);
  expect(countLevels(levels, 3, { x: 1, y: 0, width: 1, height: 3 })[9]).toBe(1);
  expect(countLevels(levels, 3, whole, Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]))[1]).toBe(1);
});

it("sums colours within the box and the frame", () => {
  const planes = Float32Array.from([...levels, ...levels, ...levels.map((level) => 2 * level)]);
  expect(sumColour(planes, 3, { x: 2, y: -1, width: 4, height: 2 })).toEqual({ red: 2, green: 2, blue: 4, count: 1 });
});
