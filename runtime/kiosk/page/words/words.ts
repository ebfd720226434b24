import type { Language } from "../../wire/kiosk-view.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import { jv } from "./jv.ts";

/** All that the page says in one language. The Indonesian catalogue decides the shape; a missing key does not compile. */
export type Words = Shape<typeof id>;

type Shape<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Shape<T[K]> };

/** One catalogue a language. Another language is another file and a line here and in the wire's list. */
export const catalogues: Readonly<Record<Language, Words>> = { id, en, jv };
