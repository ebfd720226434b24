import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFootprint } from "../../../../pipelines/fingerprint/kernels/find-footprint.ts";
import { measureFlow } from "../../../../pipelines/fingerprint/kernels/flow-cells.ts";
import { smoothFlow } from "../../../../pipelines/fingerprint/kernels/smooth-flow.ts";

const sidePx = 96;
const columns = sidePx / 4;
const cells = columns * columns;

/** Ridges of 6 pixels' period whose normal points along `angleRad`. */
function drawRidges(angleRad: number): Uint8Array {
  return Uint8Array.from({ length: sidePx * sidePx }, (_, at) => {
    const along = (at % sidePx) * Math.cos(angleRad) + Math.floor(at / sidePx) * Math.sin(angleRad);
    return Math.round(128 + 100 * Math.cos((2 * Math.PI * along) / 6));
  });
}

/** Numbers of the cells at least `margin` from the edge. */
const inner = (margin: number) =>
  [...Array(cells).keys()].filter((cell) => {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    return Math.min(x, y) >= margin && Math.max(x, y) < columns - margin;
  });

describe("measureFlow", () => {
  it("turns twice as fast as the ridges' normal", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), (angleRad) => {
        const flow = measureFlow(drawRidges(angleRad), sidePx, sidePx);
        let [x, y] = [0, 0];
        for (const cell of inner(2)) {
          x += flow[2 * cell]!;
          y += flow[2 * cell + 1]!;
        }
        const length = Math.hypot(x, y) / inner(2).length;
        expect(length).toBeGreaterThan(100);
        expect(Math.cos(Math.atan2(y, x) - 2 * angleRad)).toBeGreaterThan(0.98);
      }),
      { numRuns: 30 },
    );
  });

  it("is nothing on even ground", () => {
    const even = measureFlow(new Uint8Array(sidePx * sidePx).fill(255), sidePx, sidePx);
    expect(even.every((part) => part === 0)).toBe(true);
  });
});

describe("findFootprint", () => {
  const flowOf = (isMarked: (x: number, y: number) => boolean) =>
    Int8Array.from({ length: 2 * cells }, (_, at) => {
      const cell = at >> 1;
      return at % 2 === 1 && isMarked(cell % columns, Math.floor(cell / columns)) ? 90 : 0;
    });

  it("covers a finger with its gaps, and no stray cell", () => {
    const disc = (x: number, y: number) => Math.hypot(x - 12, y - 12) < 8;
    const gap = (x: number, y: number) => Math.hypot(x - 12, y - 12) < 3;
    const footprint = findFootprint(
      flowOf((x, y) => (disc(x, y) && !gap(x, y)) || (x === 1 && y === 1)),
      columns,
    );
    footprint.forEach((flag, cell) => {
      const fromMiddle = Math.hypot((cell % columns) - 12, Math.floor(cell / columns) - 12);
      if (fromMiddle < 6) expect(flag).toBe(1);
      if (fromMiddle > 10) expect(flag).toBe(0);
    });
  });

  it("is empty where nothing is marked, and whole but for its corners where all is", () => {
    expect(
      findFootprint(
        flowOf(() => false),
        columns,
      ).every((flag) => flag === 0),
    ).toBe(true);
    const whole = findFootprint(
      flowOf(() => true),
      columns,
    );
    expect(inner(2).every((cell) => whole[cell] === 1)).toBe(true);
  });
});

describe("smoothFlow", () => {
  it("halves the angle, to unit vectors inside the footprint and nothing outside", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 359 }),
        fc.uint8Array({ minLength: cells, maxLength: cells }),
        (angleDeg, noise) => {
          const angle = (angleDeg * Math.PI) / 180;
          const footprint = noise.map((value) => value & 1);
          const flow = Int8Array.from({ length: 2 * cells }, (_, at) =>
            Math.round(120 * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle))),
          );
          smoothFlow(flow, footprint, columns);
          for (let cell = 0; cell < cells; cell += 1) {
            const [x, y] = [flow[2 * cell]!, flow[2 * cell + 1]!];
            if (footprint[cell] === 0) expect([x, y]).toEqual([0, 0]);
            else expect(Math.cos(Math.atan2(y, x) - angle / 2) ** 2).toBeGreaterThan(0.995);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("reads cells that do not agree as direction 0", () => {
    const flow = Int8Array.from({ length: 2 * cells }, (_, at) =>
      at % 2 === 0 ? 120 * ((at >> 1) % 2 === 0 ? 1 : -1) : 0,
    );
    smoothFlow(flow, new Uint8Array(cells).fill(1), columns);
    for (const cell of inner(4)) expect([flow[2 * cell], flow[2 * cell + 1]]).toEqual([127, 0]);
  });
});
