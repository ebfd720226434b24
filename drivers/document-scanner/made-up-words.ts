import type { Random } from "../../runtime/kernel/random.ts";

const syllables = ["ba", "di", "ku", "la", "mo", "na", "pe", "ri", "sa", "tu", "wa", "ya", "ngo", "je", "si"] as const;

/** A word strung together by chance. */
export function makeWord(random: Random): string {
  return Array.from({ length: random.integer(2, 4) }, () => random.pick(syllables)).join("");
}

export function makeWords(random: Random, count: number): string {
  return Array.from({ length: count }, () => makeWord(random)).join(" ");
}

/** Lines that fill about `lettersMax` letters each. */
export function makeLines(random: Random, lineCount: number, lettersMax: number): string[] {
  return Array.from({ length: lineCount }, () => {
    let line = makeWord(random);
    for (let next = makeWord(random); line.length + 1 + next.length <= lettersMax; next = makeWord(random)) {
      line = `${line} ${next}`;
    }
    return line;
  });
}
