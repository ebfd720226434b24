/**
 * Repeatable pseudo-random numbers for simulators, jitter and tests (sfc32). Never for keys: those come from
 * `node:crypto`.
 */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [minimum, maximum). */
  readonly between: (minimum: number, maximum: number) => number;
  /** Uniform whole number in [minimum, maximum], both ends included. */
  readonly integer: (minimum: number, maximum: number) => number;
  /** Normal deviate by Box and Muller. */
  readonly normal: (mean: number, deviation: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  /** An independent stream: the same name under the same seed gives the same numbers, whatever else was drawn. */
  readonly fork: (name: string) => Random;
  /** What `createRandom` makes the same stream from again, from its beginning. */
  readonly seed: string;
};

/** The same seed gives the same numbers on every machine. */
export function createRandom(seed: string): Random {
  const next = sfc32(seed);
  return {
    next,
    between: (minimum, maximum) => minimum + (maximum - minimum) * next(),
    integer: (minimum, maximum) => minimum + Math.floor((maximum - minimum + 1) * next()),
    normal: (mean, deviation) => {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * next());
    },
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    fork: (name) => createRandom(`${seed}/${name}`),
    seed,
  };
}

function sfc32(seed: string): () => number {
  let [a, b, c] = hashWords(seed);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first outputs still show the seed's structure.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

function hashWords(text: string): [number, number, number] {
  const words: [number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    words[0] = Math.imul(words[0] ^ code, 0x85ebca6b);
    words[1] = Math.imul(words[1] ^ code ^ words[0], 0xc2b2ae35);
    words[2] = Math.imul(words[2] ^ code ^ words[1], 0x27d4eb2f);
  }
  return words;
}
