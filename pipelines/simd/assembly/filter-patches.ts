/** Rows of four 32-bit floats are filtered at once, four rows a patch. */
const patchRows: i32 = 4;
/** A patch of the plan: where it begins in the source and the target, then where its offsets and taps are, and how many. */
const planBytes: i32 = 16;

/**
 * Filters patches of 4×4 floats, each along a line of its own: every pixel by the first tap, and for each further one the
 * sum of the two pixels that lie that tap's offset before and behind. `stride` is a row's length in pixels, as offsets are.
 */
export function filterPatches(source: usize, target: usize, stride: i32, plan: usize, count: i32): void {
  const end = plan + count * planBytes;
  for (let patch = plan; patch < end; patch += planBytes) {
    const start = 4 * load<i32>(patch);
    const offsets = <usize>load<i32>(patch, 4);
    const taps = <usize>load<i32>(patch, 8);
    filterPatch(source + start, target + start, 4 * stride, offsets, taps, 4 * load<i32>(patch, 12));
  }
}

function filterPatch(from: usize, to: usize, rowBytes: i32, offsets: usize, taps: usize, tapBytes: i32): void {
  for (let row: i32 = 0; row < patchRows; row += 1) {
    const at = from + row * rowBytes;
    let sum = f32x4.mul(v128.load(at), v128.load_splat<f32>(taps));
    for (let tap: i32 = 4; tap < tapBytes; tap += 4) {
      const offset = 4 * load<i32>(offsets + tap);
      const both = f32x4.add(v128.load(at + offset), v128.load(at - offset));
      sum = f32x4.add(sum, f32x4.mul(both, v128.load_splat<f32>(taps + tap)));
    }
    v128.store(to + row * rowBytes, sum);
  }
}
