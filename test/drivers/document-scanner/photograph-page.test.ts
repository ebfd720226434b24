import { describe, expect, it } from "vitest";
import type { PhotoScene } from "../../../drivers/document-scanner/photo-scene.ts";
import { photographPage } from "../../../drivers/document-scanner/photograph-page.ts";
import { createSheetNumbers, makeNumber } from "../../../drivers/document-scanner/sheet-numbers.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { checkNik } from "../../../runtime/procedure/nik.ts";

const plain: Partial<PhotoScene> = { widthPx: 600, heightPx: 450, shadowRatio: 0, noiseLevels: 0 };
const sheet: PageImage = bareSheet(842, 595);

function bareSheet(widthPx: number, heightPx: number): PageImage {
  return { widthPx, heightPx, resolutionPpi: 72, pixels: new Uint8Array(widthPx * heightPx * 3).fill(250) };
}

function levelAt({ widthPx, pixels }: PageImage, x: number, y: number): number {
  return pixels[(Math.floor(y) * widthPx + Math.floor(x)) * 3 + 1]!;
}

describe("photographPage", () => {
  it("shows a sheet seen straight down as wide as it was asked for, with the resolution that this gives", async () => {
    const { image, corners } = await photographPage(sheet, { ...plain, coverRatio: 0.8 });
    expect(corners[1].x - corners[0].x).toBeCloseTo(480, 6);
    expect(corners[2].y - corners[1].y).toBeCloseTo((480 * 595) / 842, 6);
    expect(image.resolutionPpi).toBeCloseTo((72 * 480) / 842, 6);
  });

  it.each([
    { tiltDeg: 20, tiltFromDeg: 30, turnDeg: 12 },
    { tiltDeg: 25, tiltFromDeg: 200, turnDeg: -17 },
    { turnDeg: 90, coverRatio: 0.7, offset: { x: 0.05, y: -0.04 } },
  ])("has paper just inside every corner that it states and the table just outside: %o", async (scene) => {
    const { image, corners } = await photographPage(sheet, { ...plain, ...scene });
    const middle = { x: sum(corners.map(({ x }) => x)) / 4, y: sum(corners.map(({ y }) => y)) / 4 };
    for (const { x, y } of corners) {
      const length = Math.hypot(middle.x - x, middle.y - y);
      const at = (px: number) => levelAt(image, x + (px * (middle.x - x)) / length, y + (px * (middle.y - y)) / length);
      expect(at(4)).toBeGreaterThan(200);
      expect(at(-4)).toBeLessThan(120);
    }
  });

  it("folds the corner that is asked for: the table behind it, the sheet's back before it", async () => {
    const { image, corners } = await photographPage(sheet, { ...plain, fold: { corner: 2, ratio: 0.3 } });
    const { x, y } = corners[2];
    expect(levelAt(image, x - 6, y - 6)).toBeLessThan(120);
    expect(levelAt(image, x - 75, y - 75)).toBeCloseTo(206 * 0.88, -1);
    expect(levelAt(image, corners[0].x + 6, corners[0].y + 6)).toBeGreaterThan(200);
  });

  it("mirrors a lamp where it is asked for and shades the upper right", async () => {
    const glare = { x: 0.3, y: 0.6, radiusRatio: 0.05 };
    const { image, corners } = await photographPage(sheet, { ...plain, glare, shadowRatio: 0.5 });
    const [topLeft, topRight, bottomRight] = corners;
    const at = (x: number, y: number) =>
      levelAt(image, topLeft.x + x * (topRight.x - topLeft.x), topRight.y + y * (bottomRight.y - topRight.y));
    expect(at(0.3, 0.6)).toBe(255);
    expect(at(0.1, 0.9)).toBeCloseTo(220, -1);
    expect(at(0.95, 0.1)).toBeCloseTo(110, -1);
  });

  it("gives the same picture for the same scene, and another for another seed", async () => {
    const noisy = { ...plain, noiseLevels: 3 };
    const [one, same, other] = await Promise.all([
      photographPage(sheet, noisy),
      photographPage(sheet, noisy),
      photographPage(sheet, { ...noisy, seed: "second" }),
    ]);
    expect(Buffer.compare(one.image.pixels, same.image.pixels)).toBe(0);
    expect(Buffer.compare(one.image.pixels, other.image.pixels)).not.toBe(0);
  });
});

describe("createSheetNumbers", () => {
  it("gives what it was given, then numbers of region 99 that can be a NIK", () => {
    const take = createSheetNumbers(createRandom("numbers"), ["9901010101150001"]);
    expect(take()).toBe("9901010101150001");
    for (let index = 0; index < 300; index += 1) {
      const number = take();
      expect(number.startsWith("99")).toBe(true);
      expect(checkNik(number, { tanggalLahir: "", jenisKelamin: "" }).isValid).toBe(true);
    }
    expect(makeNumber(createRandom("a"))).toBe(makeNumber(createRandom("a")));
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
