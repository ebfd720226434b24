import { describe, expect, it } from "vitest";
import { countFailure, type Lock, openLock, remainingMs } from "../../../runtime/access/lockout.ts";

const nowAt = "2026-01-05T01:00:00.000Z";
const later = (ms: number) => new Date(Date.parse(nowAt) + ms).toISOString();
const failed = (times: number): Lock => {
  let lock = openLock;
  for (let time = 0; time < times; time += 1) lock = countFailure(lock, nowAt);
  return lock;
};

describe("failed attempts", () => {
  it.each([
    [0, 0],
    [1, 0],
    [4, 0],
    [5, 60_000],
    [6, 300_000],
    [7, 900_000],
    [8, 3_600_000],
    [50, 3_600_000],
  ])("after %i of them nothing is heard for %i ms", (times, delayMs) => {
    const lock = failed(times);
    expect(lock.failures).toBe(times);
    expect(remainingMs(lock, nowAt)).toBe(delayMs);
    expect(remainingMs(lock, later(delayMs))).toBe(0);
    if (delayMs > 0) expect(remainingMs(lock, later(delayMs - 1))).toBe(1);
  });

  it("do not lock for years because the clock was set back; the count stays", () => {
    const lock = failed(5);
    expect(remainingMs(lock, later(-86_400_000))).toBe(0);
    expect(countFailure(lock, later(-86_400_000)).lockedUntilAt).toBe(later(-86_400_000 + 300_000));
  });
});
