import { expect, it } from "vitest";
import { channelFirst, channelFirstShape, channelLast, permute } from "../../../models/convert/channel-first.ts";

const values = Float32Array.from({ length: 2 * 3 * 4 }, (_, index) => index);

it("moves the channels of a plane to the front", () => {
  const moved = permute({ shape: [1, 2, 3, 4], values }, channelFirst);
  expect(moved.shape).toEqual([1, 4, 2, 3]);
  expect([...moved.values.slice(0, 7)]).toEqual([0, 4, 8, 12, 16, 20, 1]);
});

it("gives everything back on the way back", () => {
  const moved = permute({ shape: [1, 2, 3, 4], values }, channelFirst);
  expect(permute(moved, channelLast)).toEqual({ shape: [1, 2, 3, 4], values });
});

it("leaves shapes without a channel axis as they are", () => {
  expect(channelFirstShape([1, 468, 3])).toEqual([1, 468, 3]);
  expect(channelFirstShape([1, 2, 3, 4])).toEqual([1, 4, 2, 3]);
});
