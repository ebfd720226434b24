import type { Language } from "../../wire/view/terms.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import { jv } from "./jv.ts";
import type { Words } from "./words.ts";

/** One catalogue a language. Another one is a file, a line here, one in `loaded-catalogues.ts`, one in the wire's list. */
export const catalogues: Readonly<Record<Language, Words>> = { id, en, jv };
