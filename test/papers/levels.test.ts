import { describe, expect, it } from "vitest";
import { sampleOf } from "../how-many.ts";
import { changes, measureLevels } from "./level-table.ts";

/** The papers, and of how many levels one is looked at. */
const papers = [
  ["kk", 1],
  ["akte-kelahiran", 2],
  ["formulir-desa", 2],
] as const;

describe("each measure of a page follows the harm over eight levels", () => {
  it.each(
    changes.flatMap((change) =>
      sampleOf(3, papers).map(([paper, every]) => [change.measure, change.what, paper, every, change] as const),
    ),
  )(
    "%s with %s on %s",
    async (_, __, paper, every, change) => {
      const values = await measureLevels(change, paper, every);
      const way = Math.sign((values.at(-1) ?? 0) - (values[0] ?? 0));
      expect(way).not.toBe(0);
      for (const [index, value] of values.slice(1).entries()) {
        // A lamp smaller than a block, and blur below a pixel's own, may go unseen.
        expect((value - (values[index] ?? 0)) * way, values.join(" ")).toBeGreaterThanOrEqual(-0.002);
      }
    },
    90_000,
  );
});
