/**
 * How much more than between other neighbours the levels step at every eighth pixel, along rows (`step` 1) or columns
 * (`step` the plane's width): the step at the likeliest of the eight places over the mean of the others, less one. About
 * 0 without a grid. A tenth of a level in both keeps a plane without any detail from dividing by nothing.
 */
export function measureBlocking(luma: Float32Array, widthPx: number, step: 1 | number): number {
  const heightPx = luma.length / widthPx;
  const sums = new Float64Array(grid);
  const counts = new Float64Array(grid);
  const isAlong = step === 1;
  const left = isAlong ? 1 : 0;
  const top = isAlong ? 0 : 1;
  for (let y = top; y < heightPx; y += 1) {
    for (let x = left; x < widthPx; x += 1) {
      const index = y * widthPx + x;
      const place = (isAlong ? x : y) % grid;
      sums[place]! += Math.abs(luma[index]! - luma[index - step]!);
      counts[place]! += 1;
    }
  }
  let highest = 0;
  let total = 0;
  for (let place = 0; place < grid; place += 1) {
    const mean = counts[place]! > 0 ? sums[place]! / counts[place]! : 0;
    highest = Math.max(highest, mean);
    total += mean;
  }
  const others = (total - highest) / (grid - 1);
  return (highest + floorLevels) / (others + floorLevels) - 1;
}

/** Side of the blocks of JPEG. */
const grid = 8;
const floorLevels = 0.1;
