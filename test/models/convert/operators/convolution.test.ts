import { describe, expect, it } from "vitest";
import { type Block, expectClose, runOperator, scatter } from "../run-operator.ts";

const same = 0;
const valid = 1;

type Sliding = { readonly stride: number; readonly padding: number; readonly isDepthwise?: boolean };

/** Where a window of `kernel` cells stands in a row of `side` cells, by TensorFlow's rules. */
function windowStarts(side: number, kernel: number, { stride, padding }: Sliding): number[] {
  const count = padding === same ? Math.ceil(side / stride) : Math.floor((side - kernel) / stride) + 1;
  const total = padding === same ? Math.max((count - 1) * stride + kernel - side, 0) : 0;
  return Array.from({ length: count }, (_, index) => index * stride - Math.floor(total / 2));
}

/** Convolution as TensorFlow defines it, tap by tap, on NHWC numbers. */
function convolve(input: Block, weights: Block, bias: Block, sliding: Sliding): Block {
  const [, height, width, channels] = input.shape as [number, number, number, number];
  const [, kernelHeight, kernelWidth] = weights.shape as [number, number, number, number];
  const tops = windowStarts(height, kernelHeight, sliding);
  const lefts = windowStarts(width, kernelWidth, sliding);
  const taps = Array.from({ length: kernelHeight * kernelWidth }, (_, tap) => ({
    tap,
    down: Math.floor(tap / kernelWidth),
    across: tap % kernelWidth,
  }));
  const at = (row: number, column: number, channel: number) =>
    row >= 0 && column >= 0 && row < height && column < width
      ? input.values[(row * width + column) * channels + channel]!
      : 0;
  const weigh = (top: number, left: number, output: number) =>
    taps.reduce((sum, { tap, down, across }) => {
      const cell = (channel: number) => at(top + down, left + across, channel);
      if (sliding.isDepthwise) return sum + cell(output) * weights.values[tap * channels + output]!;
      const kernel = (output * taps.length + tap) * channels;
      return weights.values
        .slice(kernel, kernel + channels)
        .reduce((part, weight, channel) => part + weight * cell(channel), sum);
    }, bias.values[output]!);
  const values = tops.flatMap((top) =>
    lefts.flatMap((left) => bias.values.map((_, output) => weigh(top, left, output))),
  );
  return { shape: [1, tops.length, lefts.length, bias.values.length], values };
}

describe("convolution", () => {
  it.each([
    { name: "pads the odd cell after at stride 2 on an even side", side: 8, stride: 2, padding: same },
    { name: "pads evenly at stride 2 on an odd side", side: 7, stride: 2, padding: same },
    { name: "pads evenly at stride 1", side: 6, stride: 1, padding: same },
    { name: "pads nothing when told so", side: 7, stride: 2, padding: valid },
  ])("$name", async ({ side, stride, padding }) => {
    const input = scatter([1, side, side + 2, 3], 1);
    const weights = scatter([5, 3, 3, 3], 2);
    const bias = scatter([5], 3);
    const wanted = convolve(input, weights, bias, { stride, padding });
    const options = { 0: padding, 1: stride, 2: stride };
    const constants = [weights, bias];
    expectClose(
      await runOperator({ kind: "CONV_2D", input, constants, outputShape: wanted.shape, options }),
      wanted.values,
    );
  });

  it("keeps channels apart when depthwise, with a 5 × 5 window at stride 2", async () => {
    const input = scatter([1, 10, 10, 4], 4);
    const weights = scatter([1, 5, 5, 4], 5);
    const bias = scatter([4], 6);
    const wanted = convolve(input, weights, bias, { stride: 2, padding: same, isDepthwise: true });
    const options = { 0: same, 1: 2, 2: 2, 3: 1 };
    const outputShape = wanted.shape;
    const actual = await runOperator({
      kind: "DEPTHWISE_CONV_2D",
      input,
      constants: [weights, bias],
      outputShape,
      options,
    });
    expectClose(actual, wanted.values);
  });

  it("refuses a fused activation rather than dropping it", async () => {
    const refused = runOperator({
      kind: "CONV_2D",
      input: scatter([1, 4, 4, 1], 1),
      constants: [scatter([1, 1, 1, 1], 2), scatter([1], 3)],
      outputShape: [1, 4, 4, 1],
      options: { 0: same, 1: 1, 2: 1, 3: 1 },
    });
    await expect(refused).rejects.toMatchObject({ code: "model.unsupported" });
  });

  it("doubles a plane with MediaPipe's transposed convolution", async () => {
    const input = scatter([1, 3, 4, 2], 7);
    const weights = scatter([3, 2, 2, 2], 8);
    const bias = scatter([3], 9);
    const values = new Array<number>(6 * 8 * 3).fill(0);
    for (let index = 0; index < values.length; index++) {
      const [y, x, output] = [Math.floor(index / 24), Math.floor(index / 3) % 8, index % 3];
      const cell = (Math.floor(y / 2) * 4 + Math.floor(x / 2)) * 2;
      const kernel = ((output * 2 + (y % 2)) * 2 + (x % 2)) * 2;
      values[index] =
        bias.values[output]! +
        input.values[cell]! * weights.values[kernel]! +
        input.values[cell + 1]! * weights.values[kernel + 1]!;
    }
    const actual = await runOperator({
      kind: "Convolution2DTransposeBias",
      input,
      constants: [weights, bias],
      outputShape: [1, 6, 8, 3],
      customOptions: new Uint8Array(Int32Array.from([1, 2, 2]).buffer),
    });
    expectClose(actual, values);
  });
});
