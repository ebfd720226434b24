import { describe, expect, it } from "vitest";
import { plainSlap } from "../../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, synthesiseSlap } from "../../../../drivers/fingerprint/synthesise-slap.ts";
import { assessFingerprint, defaultFingerprintLimits } from "../../../../pipelines/fingerprint/assess-fingerprint.ts";
import { cropFinger } from "../../../../pipelines/fingerprint/slap/crop-finger.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { openFingerprintModels } from "../fingerprint-rig.ts";

const skins = growSlapSkins("crop", 2);
const slap = synthesiseSlap(createRandom("crop"), { ...plainSlap, rotationDeg: 12 }, skins);

describe("cropFinger", () => {
  it("keeps a finger's own pixels, neither scaled nor turned", () => {
    const [finger] = slap.fingers;
    const crop = cropFinger(slap.image, finger!);
    expect(crop.resolutionPpi).toBe(500);
    const middle = Math.floor(crop.widthPx / 2);
    const row = crop.pixels.subarray(200 * crop.widthPx + middle - 40, 200 * crop.widthPx + middle + 40);
    // The same eighty pixels lie somewhere in the slap.
    expect(Buffer.from(slap.image.pixels).includes(Buffer.from(row))).toBe(true);
  });

  it("gives prints that the fingerprint pipeline scores as prints", async () => {
    const models = await openFingerprintModels();
    for (const finger of slap.fingers) {
      const crop = cropFinger(slap.image, finger);
      const { score } = await assessFingerprint(crop, models, defaultFingerprintLimits);
      expect(score).toBeGreaterThanOrEqual(defaultFingerprintLimits.scoreMin);
    }
    await models.close();
  });

  it("paints over what lies beside the finger", () => {
    const image = { widthPx: 400, heightPx: 400, resolutionPpi: 500, pixels: new Uint8Array(160_000).fill(200) };
    // A neighbour in the corner of the upright box, beside the turned one.
    for (let row = 0; row < 150; row += 1) image.pixels.fill(0, row * 400, row * 400 + 70);
    const crop = cropFinger(image, { centre: { x: 150, y: 200 }, width: 120, height: 250, angleDeg: 30 });
    expect(Math.min(...crop.pixels)).toBe(200);
  });

  it("is never larger than 800×1000 pixels at 500 ppi, and loses the lower end", () => {
    const image = { widthPx: 1200, heightPx: 1600, resolutionPpi: 500, pixels: new Uint8Array(1_920_000).fill(230) };
    image.pixels[250 * 1200 + 600] = 7;
    const crop = cropFinger(image, { centre: { x: 600, y: 800 }, width: 1100, height: 1200, angleDeg: 0 });
    expect(crop.widthPx).toBeLessThanOrEqual(800);
    expect(crop.heightPx).toBeLessThanOrEqual(1001);
    expect(crop.pixels.includes(7)).toBe(true);
  });

  it("sets a finger upright that lies across, by interpolation", () => {
    const image = { widthPx: 300, heightPx: 300, resolutionPpi: 500, pixels: new Uint8Array(90_000).fill(240) };
    for (let column = 60; column < 240; column += 1) image.pixels[150 * 300 + column] = 0;
    const crop = cropFinger(image, { centre: { x: 150, y: 150 }, width: 60, height: 200, angleDeg: 90 });
    expect(crop.heightPx).toBeGreaterThan(crop.widthPx);
    const dark = Array.from({ length: crop.heightPx }, (_, row) =>
      crop.pixels.subarray(row * crop.widthPx, (row + 1) * crop.widthPx).some((level) => level < 128),
    ).filter(Boolean);
    expect(dark.length).toBeGreaterThan(170);
  });

  it("answers with at least one pixel wherever the finger is said to be", () => {
    for (const centre of [
      { x: -500, y: -500 },
      { x: 5_000, y: 20 },
    ]) {
      const crop = cropFinger(slap.image, { centre, width: 10, height: 10, angleDeg: 0 });
      expect(crop.pixels).toHaveLength(crop.widthPx * crop.heightPx);
      expect(crop.pixels.length).toBeGreaterThan(0);
    }
  });
});
