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
export function mapBlocks(gray: GrayRaster, blockPx: number): BlockMap {
  const columns = Math.ceil(gray.widthPx / blockPx);
  const rows = Math.ceil(gray.heightPx / blockPx);
  const area = columns * rows;
  const [darkest, lightest, steepest] = [new Uint8Array(area), new Uint8Array(area), new Uint8Array(area)];
  const map = { columns, rows, blockPx, darkest, lightest, steepest };
  for (let block = 0; block < area; block += 1) readBlock(gray, block, map);
  return map;
}

function readBlock({ widthPx, heightPx, pixels }: GrayRaster, block: number, map: BlockMap): void {
  const left = (block % map.columns) * map.blockPx;
  const top = Math.floor(block / map.columns) * map.blockPx;
  const right = Math.min(widthPx, left + map.blockPx);
  const bottom = Math.min(heightPx, top + map.blockPx);
  let [darkest, lightest, steepest] = [255, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    const below = y + 1 < heightPx ? widthPx : 0;
    for (let x = left; x < right; x += 1) {
      const at = y * widthPx + x;
      const level = pixels[at]!;
      const across = pixels[x + 1 < widthPx ? at + 1 : at]! - level;
      const down = pixels[at + below]! - level;
      darkest = Math.min(darkest, level);
      lightest = Math.max(lightest, level);
      steepest = Math.max(steepest, across, -across, down, -down);
    }
  }
  map.darkest[block] = darkest;
  map.lightest[block] = lightest;
  map.steepest[block] = steepest;
}
