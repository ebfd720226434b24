/** TensorFlow Lite keeps activations as NHWC, ONNX as NCHW: position of each NCHW axis in NHWC. */
export const channelFirst = [0, 3, 1, 2] as const;
/** The way back: position of each NHWC axis in NCHW. */
export const channelLast = [0, 2, 3, 1] as const;

/** The shape in ONNX of a value whose shape in TensorFlow Lite is `shape`: only rank 4 has a channel axis to move. */
export function channelFirstShape(shape: readonly number[]): readonly number[] {
  return shape.length === 4 ? channelFirst.map((axis) => shape[axis] ?? 1) : shape;
}

export type Constant = { readonly shape: readonly number[]; readonly values: Float32Array };

/** Reorders the axes of a dense constant: axis `i` of the result is axis `order[i]` of the source. */
export function permute({ shape, values }: Constant, order: readonly number[]): Constant {
  const sourceStrides = stridesOf(shape);
  const permuted = order.map((axis) => shape[axis] ?? 1);
  const strides = order.map((axis) => sourceStrides[axis] ?? 0);
  const resultStrides = stridesOf(permuted);
  const moved = new Float32Array(values.length);
  for (let index = 0; index < moved.length; index++) {
    let rest = index;
    let source = 0;
    for (const [axis, stride] of resultStrides.entries()) {
      source += Math.floor(rest / stride) * (strides[axis] ?? 0);
      rest %= stride;
    }
    moved[index] = values[source] ?? 0;
  }
  return { shape: permuted, values: moved };
}

function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape.toReversed()) {
    strides.unshift(stride);
    stride *= size;
  }
  return strides;
}
