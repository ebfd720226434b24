import { createHash, randomBytes } from "node:crypto";
import { type Figure, median, timeRuns } from "./figure.ts";

const anchorBytes = 1_000_000;
const anchorName = "SHA-256 of 1 MB";

type Ratio = NonNullable<Figure["ratio"]>;

/** What every machine can do, for ratios that mean the same on each: one megabyte hashed. */
function createAnchor(): () => unknown {
  const noise = randomBytes(anchorBytes);
  return () => createHash("sha256").update(noise).digest();
}

/** Measures the anchor in this very run, and relates milliseconds to it. */
export async function measureAnchor(): Promise<(valueMs: number) => Ratio> {
  const anchorMs = median(await timeRuns({ runs: 101, warmUps: 20 }, createAnchor()));
  return (valueMs) => ({ to: anchorName, value: valueMs / anchorMs });
}

/** A figure's name and what it costs, in one thread. */
export type Work = readonly [figure: string, work: () => unknown];

/**
 * Medians of works that run in turn with the anchor, round by round, so that a machine that slows down slows all of them
 * alike and their ratios stand.
 */
export async function timeInTurn(
  works: readonly Work[],
  { rounds, warmUps }: { readonly rounds: number; readonly warmUps: number },
): Promise<readonly { readonly figure: string; readonly value: number; readonly ratio: Ratio }[]> {
  const all: readonly Work[] = [[anchorName, createAnchor()], ...works];
  for (let round = 0; round < warmUps; round += 1) for (const [, work] of all) await work();
  const times = all.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, work]] of all.entries()) {
      const startMs = performance.now();
      await work();
      times[index]?.push(performance.now() - startMs);
    }
  }
  const [anchorMs = Number.NaN, ...medians] = times.map(median);
  return works.map(([figure], index) => {
    const value = medians[index] ?? Number.NaN;
    return { figure, value, ratio: { to: anchorName, value: value / anchorMs } };
  });
}
