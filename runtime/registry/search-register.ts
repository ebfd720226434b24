import type { RegisterRow } from "./compare-biodata.ts";
import type { Biodata, SearchResult } from "./registry.ts";

/** What is shown of a search: more would be a list to look through, not a person to be found. */
const foundMax = 8;
/** Below these a search would show whoever lives here. */
const lettersMin = 3;
const digitsMin = 6;

/** Searches a list by a part of the NIK, or by the beginnings of any words of a name, in any order. */
export function createRegisterSearch(rows: Iterable<RegisterRow>): (wanted: string) => SearchResult {
  const entries = Array.from(rows, ({ biodata }) => ({
    biodata,
    nik: biodata["nik"] ?? "",
    // A blank before each word lets one look for their beginnings.
    words: ` ${simplify(biodata["namaLengkap"] ?? "")}`,
  }));
  return (wanted) => {
    const matches = parseWanted(wanted);
    if (matches === null) return { kind: "too-short", lettersMin, digitsMin };
    const found: Biodata[] = [];
    for (const entry of entries) {
      if (!matches(entry)) continue;
      if (found.length === foundMax) return { kind: "searched", found, isMore: true };
      found.push(entry.biodata);
    }
    return { kind: "searched", found, isMore: false };
  };
}

type Entry = { readonly nik: string; readonly words: string };

/** How an entry is recognised, or null where that would be almost anybody. */
function parseWanted(wanted: string): ((entry: Entry) => boolean) | null {
  const digits = wanted.replaceAll(/[\s.-]/g, "");
  if (/^\d+$/.test(digits)) return digits.length < digitsMin ? null : ({ nik }) => nik.includes(digits);
  const parts = simplify(wanted)
    .split(" ")
    .filter((part) => part !== "");
  if (parts.join("").length < lettersMin) return null;
  return ({ words }) => parts.every((part) => words.includes(` ${part}`));
}

/** Names as they are compared: without accents, apostrophes and points, which people leave out or put in as they like. */
function simplify(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/[\p{M}'’`]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toUpperCase();
}
