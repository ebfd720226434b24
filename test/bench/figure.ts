/** One measured number, with enough beside it to be believed. */
export type Figure = {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: "ms" | "MB" | "1/s" | "ratio" | "points" | "%";
  /** How many runs the median is of. */
  readonly runs: number;
  /** Against what was measured in the same run, where there is something to hold it against. */
  readonly ratio?: { readonly to: string; readonly value: number };
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Milliseconds of each of `runs` calls after `warmUps` that do not count. */
export async function timeRuns(
  { runs, warmUps }: { readonly runs: number; readonly warmUps: number },
  work: (run: number) => unknown,
): Promise<readonly number[]> {
  for (let run = 0; run < warmUps; run += 1) await work(-1 - run);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now();
    await work(run);
    times.push(performance.now() - startMs);
  }
  return times;
}
