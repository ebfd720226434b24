import { describe, expect, it } from "vitest";
import { drives, eyes, isMonotonic, measureAtLevels } from "./measure-levels.ts";

describe.each(drives)("$measure against $change", (drive) => {
  it("moves one way over nine levels on each of three eyes", { timeout: 200_000 }, () => {
    expect(drive.levels.length).toBeGreaterThanOrEqual(8);
    for (const eye of eyes) {
      const values = measureAtLevels(drive, eye);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(isMonotonic(values, drive.towards), `${eye.eyeSeed}: ${values.join(" ")}`).toBe(true);
    }
  });
});
