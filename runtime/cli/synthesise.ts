import { BoothError } from "../kernel/errors.ts";
import { readOptions } from "./read-options.ts";
import { type PrintSet, printCountMax, writePrints } from "./synthesise-prints.ts";
import type { Language, Verb } from "./verb.ts";

const fingersMax = 2_000;
const impressionsMax = 100;

/** `bilik synthesise fingerprints`: prints of nobody, to develop and measure on. */
export const synthesiseVerb: Verb = {
  name: "synthesise",
  summary: {
    id: "membuat sidik jari buatan untuk pengembangan dan pengukuran",
    en: "makes simulated fingerprints to develop and measure on",
  },
  usage: {
    id: `bilik synthesise fingerprints DIR [--fingers N] [--impressions M] [--seed S] [--hard]

  DIR              folder baru atau kosong; tidak pernah menimpa
  --fingers N      banyaknya jari, 1–${fingersMax} (bawaan: 10)
  --impressions M  banyaknya cetakan setiap jari, 1–${impressionsMax} (bawaan: 8); seluruhnya paling banyak ${printCountMax}
  --seed S         benih yang sama menghasilkan gambar yang sama (bawaan: bilik)
  --hard           jari diputar, digulung, ditarik, kering, basah, sebagian saja; tanpa ini seperti di bilik yang memandu

Setiap gambar <jari>_<cetakan>.png, 500 ppi, bertanda buatan di dalamnya; truth.json memuat pola, inti, delta, dan
letaknya. Semuanya ditulis, atau tidak satu pun.`,
    en: `bilik synthesise fingerprints DIR [--fingers N] [--impressions M] [--seed S] [--hard]

  DIR              a new or empty folder; nothing is ever overwritten
  --fingers N      how many fingers, 1–${fingersMax} (default: 10)
  --impressions M  how many impressions of each, 1–${impressionsMax} (default: 8); ${printCountMax} prints at most
  --seed S         the same seed gives the same images (default: bilik)
  --hard           turned, rolled, pulled, dry, wet, partial; without it, as a booth with guidance gets them

Each image is <finger>_<impression>.png, 500 ppi, and says inside that it is simulated; truth.json has pattern, cores,
deltas and how each was laid down. All of it is written, or none.`,
  },
  run: async (args, terminal) => {
    const set = parseArguments(args);
    const step = Math.ceil(set.fingers / 10);
    await writePrints(set, {
      stop: terminal.stop,
      onFinger: (done) => {
        if (done % step === 0 || done === set.fingers) {
          terminal.remark(`[${done}/${set.fingers}] ${words[terminal.language].fingers}`);
        }
      },
    });
    terminal.print(words[terminal.language].done(set));
    return 0;
  },
};

const words = {
  id: { fingers: "jari", done: (set: PrintSet) => `${set.fingers * set.impressions} sidik jari buatan: ${set.dir}` },
  en: { fingers: "fingers", done: (set: PrintSet) => `${set.fingers * set.impressions} simulated prints: ${set.dir}` },
} as const satisfies Record<Language, unknown>;

function parseArguments(args: readonly string[]): PrintSet {
  const { values, positionals } = readOptions(args, {
    fingers: { type: "string", default: "10" },
    impressions: { type: "string", default: "8" },
    seed: { type: "string", default: "bilik" },
    hard: { type: "boolean", default: false },
  });
  const [what, dir, ...more] = positionals;
  if (what !== "fingerprints" || dir === undefined || more.length > 0) {
    throw new BoothError("command.usage", { problem: "synthesise fingerprints DIR" });
  }
  const fingers = parseCount("--fingers", values.fingers, fingersMax);
  const impressions = parseCount("--impressions", values.impressions, impressionsMax);
  if (fingers * impressions > printCountMax) {
    throw new BoothError("command.usage", { problem: `${fingers} × ${impressions} prints; at most ${printCountMax}` });
  }
  return { dir, fingers, impressions, seed: values.seed, kind: values.hard ? "hard" : "normal" };
}

function parseCount(name: string, text: string, limit: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= limit) return count;
  throw new BoothError("command.usage", { problem: `${name} takes a whole number from 1 to ${limit}, not "${text}"` });
}
