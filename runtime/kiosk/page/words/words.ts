import type { id } from "./id.ts";

/** All that the page says in one language. The Indonesian catalogue decides the shape; a missing key does not compile. */
export type Words = Shape<typeof id>;

type Shape<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Shape<T[K]> };
