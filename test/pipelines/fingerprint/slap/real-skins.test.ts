import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FingerSkin } from "../../../../drivers/fingerprint/grow-ridges.ts";
import type { SlapSkins } from "../../../../drivers/fingerprint/synthesise-slap.ts";
import { readGrayImage } from "../../../../drivers/recording/read-image-file.ts";
import { drawTrial, SlapTally } from "./slap-trial.ts";

const folder = "../shared/data";
const files = [
  ...["01", "02", "03", "04", "05", "07", "08", "10"].map((name) => `residents/composite-01/finger-${name}.png`),
  ...["00001", "00007", "00009", "00011", "00012", "00017"].map((name) => `wsq/cmp${name}.png`),
].map((name) => `${folder}/${name}`);
const isThere = files.every((file) => existsSync(file));

const platen = { widthPx: 800, heightPx: 750, resolutionPpi: 250 };
const halfWindow = 12;

/** A real inked print as skin: its darkness against the print around it, −1 to 1. */
async function readSkin(path: string): Promise<FingerSkin> {
  const { widthPx, heightPx, pixels } = await readGrayImage(path);
  const sums = new Float64Array((widthPx + 1) * (heightPx + 1));
  for (let y = 0; y < heightPx; y += 1) {
    let row = 0;
    for (let x = 0; x < widthPx; x += 1) {
      row += pixels[y * widthPx + x]!;
      sums[(y + 1) * (widthPx + 1) + x + 1] = sums[y * (widthPx + 1) + x + 1]! + row;
    }
  }
  const relief = new Float32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const [top, bottom] = [Math.max(0, y - halfWindow), Math.min(heightPx, y + halfWindow)];
    for (let x = 0; x < widthPx; x += 1) {
      const [left, right] = [Math.max(0, x - halfWindow), Math.min(widthPx, x + halfWindow)];
      const at = (row: number, column: number) => sums[row * (widthPx + 1) + column]!;
      const sum = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
      const mean = sum / ((bottom - top) * (right - left));
      relief[y * widthPx + x] = Math.max(-1, Math.min(1, (mean - pixels[y * widthPx + x]!) / 60));
    }
  }
  return { widthPx, heightPx, relief, pattern: "arch", cores: [], deltas: [], sizeRatio: 1 };
}

describe("segmentSlap on skin of real prints", () => {
  it("is right of 30 hard slaps nearly always", async (context) => {
    if (!isThere) context.skip(`no real prints under ${folder}: slaps are tried on synthetic skin only`);
    const [first, ...more] = await Promise.all(files.map(readSkin));
    const skins: SlapSkins = [first!, ...more];
    const tally = new SlapTally();
    for (let index = 0; index < 30; index += 1) {
      const { slap, wish } = drawTrial("real-skins", index, skins, platen);
      tally.add(String(index), slap, wish);
    }
    expect(tally.mistakes.length, tally.mistakes.join("; ")).toBeLessThanOrEqual(2);
    expect(tally.falseAlarms).toBeLessThanOrEqual(1);
  }, 240_000);
});
