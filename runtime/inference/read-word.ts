import type { Box } from "../kernel/geometry.ts";

/** One word as it was read; `line` counts lines of text in the order of reading. */
export type ReadWord = {
  readonly text: string;
  /** The reader's own scale, 0 to 100. */
  readonly confidencePercent: number;
  readonly line: number;
  readonly box: Box;
};

/** What a reader's thread answers to one page. */
export type ReaderAnswer =
  | { readonly kind: "read"; readonly words: readonly ReadWord[] }
  | { readonly kind: "failed"; readonly problem: string };
