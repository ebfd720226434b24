import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** The image in square blocks, row-major: few enough for every step that looks at neighbours. */
export type BlockMap = {
  readonly columns: number;
  readonly rows: number;
  readonly blockPx: number;
  /** Gray level of the darkest and the lightest pixel. */
  readonly darkest: Uint8Array;
  readonly lightest: Uint8Array;
  /** Largest step of gray level between two pixels side by side, or one above the other. */
  readonly steepest: Uint8Array;
};

/** Blocks at the right and lower edge may be cut off. */
export function mapBlocks({ widthPx, heightPx, pixels }: GrayRaster, blockPx: number): BlockMap {
  const columns = Math.ceil(widthPx / blockPx);
  const rows = Math.ceil(heightPx / blockPx);
  const darkest = new Uint8Array(columns * rows).fill(255);
  const lightest = new Uint8Array(columns * rows);
  const steepest = new Uint8Array(columns * rows);
  for (let y = 0; y < heightPx; y += 1) {
    const first = Math.floor(y / blockPx) * columns;
    const below = y + 1 < heightPx ? widthPx : 0;
    for (let x = 0; x < widthPx; x += 1) {
      const block = first + Math.floor(x / blockPx);
      const at = y * widthPx + x;
      const level = pixels[at]!;
      const across = x + 1 < widthPx ? Math.abs(pixels[at + 1]! - level) : 0;
      const step = Math.max(across, Math.abs(pixels[at + below]! - level));
      if (level < darkest[block]!) darkest[block] = level;
      if (level > lightest[block]!) lightest[block] = level;
      if (step > steepest[block]!) steepest[block] = step;
    }
  }
  return { columns, rows, blockPx, darkest, lightest, steepest };
}
