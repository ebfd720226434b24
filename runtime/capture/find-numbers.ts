import { checkNik } from "../procedure/nik.ts";

/** A number of sixteen digits on a paper. A hint: neither reader nor code is an authority. */
export type PaperNumber = {
  readonly digits: string;
  /** 100 for what stands in a code, which bears its own check. */
  readonly confidencePercent: number;
  readonly source: "print" | "code";
};

type Word = { readonly text: string; readonly confidencePercent: number; readonly line: number };

const numberLength = 16;
/** Fewer digits than this in a word, and letters in it are letters. */
const digitsMinCount = 12;
const numbersMax = 24;
/** What the shapes of digits are taken for. */
const mistaken: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  Q: "0",
  D: "0",
  I: "1",
  l: "1",
  "|": "1",
  S: "5",
  B: "8",
};
/** A correction is a guess on top of a guess. */
const correctionCostPercent = 10;

/**
 * The numbers in what was read, likeliest first: sixteen digits in one word, or in words side by side, whose date and
 * region can be those of a NIK or of a family card. Others are dropped: sixteen digits may be anything.
 */
export function findNumbers(words: readonly Word[], codes: readonly string[]): readonly PaperNumber[] {
  const fromCodes = codes.flatMap((text) =>
    Array.from(
      text.matchAll(/(?<!\d)\d{16}(?!\d)/g),
      ([digits]): PaperNumber => ({
        digits,
        confidencePercent: 100,
        source: "code",
      }),
    ),
  );
  const fromPrint = [...words.flatMap((word) => readWord(word)), ...joinGroups(words)];
  const best = new Map<string, PaperNumber>();
  for (const number of [...fromCodes, ...fromPrint]) {
    const known = best.get(number.digits);
    if (!isPlausible(number.digits) || (known?.confidencePercent ?? -1) >= number.confidencePercent) continue;
    best.set(number.digits, number);
  }
  return [...best.values()].sort((a, b) => b.confidencePercent - a.confidencePercent).slice(0, numbersMax);
}

function readWord({ text, confidencePercent }: Word): readonly PaperNumber[] {
  const core = text.replace(/^[^0-9A-Za-z|]+|[^0-9A-Za-z|]+$/g, "").replace(/^No\.?:?/i, "");
  if (core.length !== numberLength || (core.match(/\d/g)?.length ?? 0) < digitsMinCount) return [];
  const digits = [...core].map((letter) => mistaken[letter] ?? letter).join("");
  if (!/^\d+$/.test(digits)) return [];
  const corrections = [...core].filter((letter) => letter in mistaken).length;
  const confidence = Math.max(0, confidencePercent - correctionCostPercent * corrections);
  return [{ digits, confidencePercent: confidence, source: "print" }];
}

/** A number printed in groups, each read as a word of its own. */
function joinGroups(words: readonly Word[]): readonly PaperNumber[] {
  const numbers: PaperNumber[] = [];
  for (let first = 0; first < words.length; first += 1) {
    let digits = "";
    let confidencePercent = 100;
    for (let next = first; next < words.length && words[next]?.line === words[first]?.line; next += 1) {
      const word = words[next];
      if (word === undefined || !/^\d{1,15}$/.test(word.text)) break;
      digits += word.text;
      confidencePercent = Math.min(confidencePercent, word.confidencePercent);
      if (digits.length < numberLength) continue;
      if (digits.length === numberLength) numbers.push({ digits, confidencePercent, source: "print" });
      break;
    }
  }
  return numbers;
}

/** A family card's number has the same form: region, a date, a serial. */
function isPlausible(digits: string): boolean {
  return checkNik(digits, { tanggalLahir: "", jenisKelamin: "" }).isValid;
}
