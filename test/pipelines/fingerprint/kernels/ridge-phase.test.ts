import { describe, expect, it } from "vitest";
import { boostRidges } from "../../../../pipelines/fingerprint/kernels/boost-ridges.ts";
import { confirmMinutia } from "../../../../pipelines/fingerprint/kernels/confirm-minutia.ts";
import { findPhaseBreaks } from "../../../../pipelines/fingerprint/kernels/find-phase-breaks.ts";
import { mapRidgePhase, noPhase, phaseShiftPx } from "../../../../pipelines/fingerprint/kernels/map-ridge-phase.ts";
import type { ShrunkPrint } from "../../../../pipelines/fingerprint/kernels/shrink-print.ts";

const sidePx = 128;
const columns = sidePx / 4;

/** Upright ridges of 6 pixels' period, dark at multiples of 6, of which one ends in the middle when `turns` is 1. */
function drawPrint(turns: number, contrast = 100): ShrunkPrint {
  const pixels = Uint8Array.from({ length: sidePx * sidePx }, (_, at) => {
    const [x, y] = [at % sidePx, Math.floor(at / sidePx)];
    const phase = (2 * Math.PI * x) / 6 + turns * Math.atan2(y - 64, x - 64);
    return Math.round(128 - contrast * Math.cos(phase));
  });
  return { widthPx: sidePx, heightPx: sidePx, pixels, leftPx: 0, topPx: 0 };
}

/** Every cell's normal points to the right. */
const upright = Int8Array.from({ length: 2 * columns * columns }, (_, at) => (at % 2 === 0 ? 127 : 0));
const mapPhase = (print: ShrunkPrint) => mapRidgePhase(print.pixels, sidePx, upright);

describe("boostRidges", () => {
  it("stretches strong and faint ridges alike, and leaves them where they are", () => {
    const strong = boostRidges(drawPrint(0, 100));
    const faint = boostRidges(drawPrint(0, 25));
    for (let y = 32; y < 96; y += 1) {
      for (let x = 32; x < 96; x += 1) {
        const at = y * sidePx + x;
        expect(Math.abs(strong[at]! - faint[at]!)).toBeLessThan(16);
        if (x % 6 === 0) expect(strong[at]).toBeLessThan(30);
        if (x % 6 === 3) expect(strong[at]).toBeGreaterThan(200);
      }
    }
  });

  it("takes noise off ridges", () => {
    const clean = drawPrint(0, 60);
    const noisy = {
      ...clean,
      pixels: clean.pixels.map((level, at) => level + ((Math.imul(at, 2_654_435_761) >>> 26) - 32)),
    };
    const boosted = boostRidges(noisy);
    let off = 0;
    for (let y = 32; y < 96; y += 1) {
      for (let x = 32; x < 96; x += 1) {
        if (x % 6 === 0 && boosted[y * sidePx + x]! > 80) off += 1;
        if (x % 6 === 3 && boosted[y * sidePx + x]! < 175) off += 1;
      }
    }
    expect(off).toBeLessThan(40);
  });

  it("makes nothing of even ground", () => {
    const flat = { ...drawPrint(0), pixels: new Uint8Array(sidePx * sidePx).fill(90) };
    const boosted = boostRidges(flat);
    for (let y = 32; y < 96; y += 1) expect(Math.abs(boosted[y * sidePx + 64]! - 129)).toBeLessThan(3);
  });
});

describe("mapRidgePhase", () => {
  it("is 0 on a ridge, 240 in a valley, and between on the flanks", () => {
    const phases = mapPhase(drawPrint(0));
    for (let y = 20; y < 100; y += 1) {
      const at = (x: number) => phases[y * sidePx + x]!;
      for (let x = 18; x < 110; x += 6) {
        expect([at(x), at(x + 3)]).toEqual([0, 240]);
        expect(at(x + 1)).toBeGreaterThan(at(x));
        expect(at(x + 1)).toBeLessThan(at(x + 2));
        expect([at(x + 5), at(x + 4)]).toEqual([at(x + 1), at(x + 2)]);
      }
    }
  });

  it("is unknown where there is no flow, where nothing varies, and in the last rows", () => {
    const none = mapRidgePhase(drawPrint(0).pixels, sidePx, new Int8Array(upright.length));
    expect(none.every((phase) => phase === noPhase)).toBe(true);
    const even = mapRidgePhase(new Uint8Array(sidePx * sidePx).fill(77), sidePx, upright);
    expect(even.subarray(sidePx).every((phase, at) => at % sidePx < 8 || at % sidePx > 118 || phase === noPhase)).toBe(
      true,
    );
    const last = mapPhase(drawPrint(0)).subarray((sidePx - 8) * sidePx);
    expect(last.every((phase) => phase === noPhase)).toBe(true);
  });
});

describe("findPhaseBreaks and confirmMinutia", () => {
  const broken = mapPhase(drawPrint(1));
  const inside = ({ x, y }: { readonly x: number; readonly y: number }) => Math.min(x, y, 127 - x, 119 - y) > 8;

  it("find the one place where a ridge ends, and are sure of it", () => {
    const confirmed = findPhaseBreaks(broken, sidePx)
      .filter(inside)
      .filter((place) => confirmMinutia(broken, sidePx, place) > 0);
    expect(confirmed).toHaveLength(1);
    const { x, y } = confirmed[0]!;
    expect(Math.hypot(x - 64, y + phaseShiftPx - 64)).toBeLessThan(6);
  });

  it("find nothing in whole ridges", () => {
    expect(findPhaseBreaks(mapPhase(drawPrint(0)), sidePx).filter(inside)).toEqual([]);
  });

  it("are not sure of a place on a whole ridge, near the direction of its phase", () => {
    const whole = mapPhase(drawPrint(0));
    for (let x = 60; x < 66; x += 1) {
      for (let angle = -6; angle <= 6; angle += 1) {
        expect(confirmMinutia(whole, sidePx, { x, y: 60, angle })).toBe(0);
      }
    }
  });

  it("bear places at the edges", () => {
    for (const [x, y] of [
      [0, 0],
      [127, 0],
      [0, 127],
      [127, 127],
    ] as const) {
      for (let angle = 0; angle < 128; angle += 8) {
        expect(Number.isInteger(confirmMinutia(broken, sidePx, { x, y, angle }))).toBe(true);
      }
    }
  });
});
