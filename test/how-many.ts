/** `make thorough` sets it. What is left out otherwise is a repetition in kind: of a path, a level or a drawn case. */
export const isThorough = process.env["BILIK_TESTS"] === "thorough";
if (!isThorough)
  process.stdout.write("sampled: what repeats itself is left out or cut short; make thorough runs all of it\n");

/** How many of a kind: a sample on every change, all of them for `make thorough`. */
export function howMany(sample: number, all: number): number {
  return isThorough ? all : sample;
}

/** Every so many-th on every change, all of them for `make thorough`. */
export function sampleOf<T>(every: number, all: readonly T[]): readonly T[] {
  return all.filter((_, at) => isThorough || at % every === 0);
}
