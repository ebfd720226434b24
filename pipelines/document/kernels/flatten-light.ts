import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** Level of the bare sheet around each block, row-major. */
export type PaperLevels = {
  readonly columns: number;
  readonly rows: number;
  readonly blockPx: number;
  readonly paper: Uint8Array;
};

/** Shares of the paper's level: print is darker than the one, a watermark or a tint lighter than the other. */
const blackRatio = 0.25;
const whiteRatio = 0.72;
/** Where the paper is darker than this share of its brightest, there is a picture or the table: nothing to be read. */
const paperMinRatio = 0.3;

/** What a straightened sheet shows of its ground; no paper is printed so near its edge. */
const borderRatio = 0.015;

/**
 * Brings out the print: every level as a share of the paper's around it, so that shadows and watermarks go to white and
 * what is printed to black.
 */
export function flattenLight(raster: GrayRaster, { columns, rows, blockPx, paper }: PaperLevels): GrayRaster {
  const { widthPx, heightPx, pixels } = raster;
  const flat = new Uint8Array(pixels.length).fill(255);
  const paperMin = paperMinRatio * paper.reduce((most, level) => Math.max(most, level), 1);
  const gain = 255 / (whiteRatio - blackRatio);
  const [borderX, borderY] = [borderRatio * widthPx, borderRatio * heightPx];
  for (let y = Math.ceil(borderY); y < heightPx - borderY; y += 1) {
    const down = Math.min(rows - 1, Math.max(0, (y + 0.5) / blockPx - 0.5));
    const row = Math.min(Math.max(0, rows - 2), down | 0);
    const fy = down - row;
    const above = row * columns;
    const below = Math.min(rows - 1, row + 1) * columns;
    for (let x = Math.ceil(borderX); x < widthPx - borderX; x += 1) {
      const across = Math.min(columns - 1, Math.max(0, (x + 0.5) / blockPx - 0.5));
      const column = Math.min(Math.max(0, columns - 2), across | 0);
      const next = Math.min(columns - 1, column + 1);
      const fx = across - column;
      const upper = paper[above + column]! * (1 - fx) + paper[above + next]! * fx;
      const lower = paper[below + column]! * (1 - fx) + paper[below + next]! * fx;
      const level = upper * (1 - fy) + lower * fy;
      if (level < paperMin) continue;
      const share = pixels[y * widthPx + x]! / level;
      flat[y * widthPx + x] = Math.min(255, Math.max(0, (share - blackRatio) * gain));
    }
  }
  return { widthPx, heightPx, pixels: flat };
}
