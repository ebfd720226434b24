/** One side of a sliding window, in cells. */
export type WindowSide = {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
};

/**
 * TensorFlow's "SAME" padding before and after: the result has `ceil(input / stride)` cells and an odd cell of padding
 * goes after. ONNX pads evenly on its own, so the padding is always written out.
 */
export function samePadding({ input, kernel, stride, dilation }: WindowSide): readonly [before: number, after: number] {
  const reach = (kernel - 1) * dilation + 1;
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + reach - input, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
