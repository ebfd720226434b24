import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";
import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Folder of real prints beside the project; tests that need it skip where it is absent. */
export const printsDir = join(import.meta.dirname, "../../../../shared/data/fingerprint");
export const hasPrints = existsSync(printsDir);
export const skipReason = `no prints in ${printsDir}`;

/** Reads an image file as grey levels, taken to be 500 ppi. */
export async function readPrint(path: string): Promise<GrayImage> {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, resolutionPpi: 500, pixels: new Uint8Array(data) };
}

export type GoldenRow = { readonly file: string; readonly values: Readonly<Record<string, string>> };

/** The reference's own figures; `NA` where it refuses the print. */
export function readGolden(): GoldenRow[] {
  const lines = readFileSync(join(printsDir, "golden/golden.csv"), "utf8").trim().split(/\r?\n/);
  const [header = [], ...rows] = lines.map((line) => line.split(","));
  return rows.map((row) => ({
    file: join(printsDir, "golden", row[0] ?? ""),
    values: Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""])),
  }));
}

/**
 * The 160 real impressions of two sensors, in name order a sensor, with the reference's figures for each: the real prints
 * of `optical-a` and `thermal` among those measured, printed to five significant digits.
 */
export function readImpressions(): GoldenRow[] {
  const text = gunzipSync(readFileSync(join(printsDir, "measured.csv.gz"))).toString();
  const [header = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return [
    ["optical", "optical-a"],
    ["thermal", "thermal"],
  ].flatMap(([folder = "", sensor]) => {
    const path = join(printsDir, "impressions", folder);
    const files = readdirSync(path)
      .filter((name) => name.endsWith(".png"))
      .sort();
    const measured = rows.filter(([kind, set]) => kind === "real" && set === sensor);
    return files.map((name, index) => ({
      file: join(path, name),
      values: Object.fromEntries(header.map((column, at) => [column, measured[index]?.[at] ?? ""])),
    }));
  });
}

export function flatImage(widthPx: number, heightPx: number, level: number, resolutionPpi = 500): GrayImage {
  return { widthPx, heightPx, resolutionPpi, pixels: new Uint8Array(widthPx * heightPx).fill(level) };
}
