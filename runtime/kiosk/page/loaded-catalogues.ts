import { effect, signal } from "@preact/signals";
import { type Language, languages } from "../wire/languages.ts";
import { loadAgain } from "./load-again.ts";
import { id } from "./words/id.ts";
import type { Words } from "./words/words.ts";

/** Soon after the first screen: who comes next may well want another language. */
const loadOthersAfterMs = 300;

const loaders: Readonly<Record<Language, () => Promise<Words>>> = {
  id: async () => id,
  en: async () => (await import("./words/en.ts")).en,
  jv: async () => (await import("./words/jv.ts")).jv,
};
const asked = new Set<Language>(["id"]);

/**
 * The catalogues that the page has. Indonesian comes with it, the others follow by themselves, and at once when they are
 * wanted; until then Indonesian stands in.
 */
export const loadedCatalogues = signal<{ readonly id: Words } & Readonly<Partial<Record<Language, Words>>>>({ id });

/** Keeps the language that `read` tells of at hand, before all others. */
export function followLanguage(read: () => Language): void {
  effect(() => fetchCatalogue(read()));
  setTimeout(() => languages.forEach(fetchCatalogue), loadOthersAfterMs);
}

function fetchCatalogue(language: Language): void {
  if (asked.has(language)) return;
  asked.add(language);
  loadAgain(loaders[language], (words) => {
    loadedCatalogues.value = { ...loadedCatalogues.peek(), [language]: words };
  });
}
