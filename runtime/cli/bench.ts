import type { ErrorsAtLimit } from "../../pipelines/fingerprint/errors-at-limit.ts";
import { BoothError } from "../kernel/errors.ts";
import { judgeMatcher, type MatcherProgress, type MatcherReport } from "./judge-matcher.ts";
import { listImpressions } from "./list-impressions.ts";
import { readOptions } from "./read-options.ts";
import type { Language, Phrase, Terminal, Verb } from "./verb.ts";

const benches: Readonly<Record<string, Phrase>> = {
  match: {
    id: "tingkat salah pencocok sidik jari atas folder gambar (protokol FVC)",
    en: "error rates of the fingerprint matcher over a folder of images (FVC protocol)",
  },
};

/** `bilik bench [NAME]`: measures a part of the booth on data that the caller brings. */
export const benchVerb: Verb = {
  name: "bench",
  summary: { id: "mengukur mutu pencocok sidik jari", en: "measures how well fingerprints are matched" },
  usage: {
    id: [
      "bilik bench                        daftar ukuran",
      "bilik bench match DIR [--all-impostors] [--ppi N] [--json]",
      "",
      "  DIR              gambar bernama <jari>_<tekanan>.png (juga jpg, bmp, tif, wsq, jp2), mis. 101_3.png",
      "  --all-impostors  semua pasangan dua jari, bukan hanya tekanan pertamanya",
      "  --ppi N          resolusi gambar yang tidak menyebutkannya (bawaan: 500)",
      "  --json           satu objek JSON; rasio dari 0 sampai 1",
      "",
      "Pasangan asli: semua tekanan satu jari, tiap pasangan sekali. EER, FMR100, FMR1000, ZeroFMR menurut FVC.",
    ].join("\n"),
    en: [
      "bilik bench                        lists the measurements",
      "bilik bench match DIR [--all-impostors] [--ppi N] [--json]",
      "",
      "  DIR              images named <finger>_<impression>.png (also jpg, bmp, tif, wsq, jp2), such as 101_3.png",
      "  --all-impostors  every pair of two fingers, not their first impressions only",
      "  --ppi N          resolution of images that state none (default: 500)",
      "  --json           one JSON object; ratios from 0 to 1",
      "",
      "Genuine pairs: all impressions of one finger, each pair once. EER, FMR100, FMR1000, ZeroFMR as FVC defines them.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      "all-impostors": { type: "boolean", default: false },
      ppi: { type: "string", default: "500" },
      json: { type: "boolean", default: false },
    });
    const [name, folder, ...more] = positionals;
    if (name === undefined) return listBenches(terminal, values.json);
    if (!Object.hasOwn(benches, name)) {
      throw usage(`no bench ${name}; there are ${Object.keys(benches).join(", ")}`);
    }
    if (folder === undefined || more.length > 0) throw usage("bench match takes one folder");
    const report = await judgeMatcher({
      impressions: await listImpressions(folder),
      hasAllImpostors: values["all-impostors"],
      resolutionPpi: parsePpi(values.ppi),
      onProgress: createProgress(terminal),
      stop: terminal.stop,
    });
    if (values.json) terminal.print(JSON.stringify({ bench: name, folder, ...report }));
    else printReport(report, terminal);
    return 0;
  },
};

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}

function listBenches(terminal: Terminal, isJson: boolean): number {
  for (const [name, summary] of Object.entries(benches)) {
    const line = isJson ? JSON.stringify({ bench: name, summary: summary[terminal.language] }) : null;
    terminal.print(line ?? `  ${name.padEnd(10)} ${summary[terminal.language]}`);
  }
  return 0;
}

function parsePpi(text: string): number {
  const ppi = Number(text);
  if (Number.isInteger(ppi) && ppi >= 50 && ppi <= 2400) return ppi;
  throw usage("--ppi takes a whole number from 50 to 2400");
}

const stages: Readonly<Record<MatcherProgress["stage"], Phrase>> = {
  enrol: { id: "mendaftarkan", en: "enrolling" },
  match: { id: "mencocokkan", en: "matching" },
};
const linesPerStage = 20;

/** About twenty lines a stage, and only for somebody who watches. */
function createProgress(terminal: Terminal): (progress: MatcherProgress) => void {
  if (!terminal.isInteractive) return () => undefined;
  let told = "";
  return ({ stage, done, total }) => {
    const part = `${stage} ${Math.floor((done / total) * linesPerStage)}`;
    if (part === told && done < total) return;
    told = part;
    terminal.remark(`${stages[stage][terminal.language]} ${done}/${total}`);
  };
}

function printReport(report: MatcherReport, { print, language }: Terminal): void {
  const rows = describeReport(report, language);
  const widthCharacters = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) print(`${label.padEnd(widthCharacters)}  ${value}`);
}

function describeReport(report: MatcherReport, language: Language): readonly (readonly [string, string])[] {
  const label = labels[language];
  const { equalErrorLowRatio: low, equalErrorHighRatio: high } = report;
  return [
    [label.prints, `${report.fingers} × ${(report.impressions / report.fingers).toFixed(1)} = ${report.impressions}`],
    [label.failures, String(report.failuresToEnrol)],
    [label.pairs, `${report.genuinePairs} / ${report.impostorPairs}`],
    ["EER", `${percent(report.equalErrorRatio)}  (${percent(low)} – ${percent(high)})`],
    ["FMR100", `${percent(report.fmr100Ratio)}  (${label.limit} ${report.fmr100LimitScore.toFixed(1)})`],
    ["FMR1000", `${percent(report.fmr1000Ratio)}  (${label.limit} ${report.fmr1000LimitScore.toFixed(1)})`],
    ["ZeroFMR", percent(report.zeroFmrRatio)],
    ...limitUses.map((use) => describeLimit(report.limits[use], label.uses[use], label)),
    [label.enrol, `${milliseconds(report.enrolMedianMs)} / ${milliseconds(report.enrolMaxMs)}`],
    [label.match, `${milliseconds(report.matchMedianMs)} / ${milliseconds(report.matchMaxMs)}`],
  ];
}

const limitUses = ["verification", "strictVerification", "sequence", "gallery"] as const;

function describeLimit(
  { scoreMin, falseMatches, falseMatchRatioMax, falseNonMatchRatio }: ErrorsAtLimit,
  use: string,
  label: (typeof labels)[Language],
): readonly [string, string] {
  const oneIn = Math.floor(1 / falseMatchRatioMax);
  const bound = `${falseMatches} ${label.falseMatches} (95 %: ${label.lessThan} 1 : ${oneIn})`;
  return [`${use}, ${label.from} ${scoreMin}`, `${bound}, ${percent(falseNonMatchRatio)} ${label.missed}`];
}

const labels = {
  id: {
    prints: "jari × tekanan",
    failures: "gagal didaftarkan",
    pairs: "pasangan asli / palsu",
    limit: "batas",
    uses: {
      verification: "verifikasi",
      strictVerification: "petugas",
      sequence: "jari tertukar",
      gallery: "orang yang sama hari ini",
    },
    from: "mulai",
    falseMatches: "salah cocok",
    lessThan: "kurang dari",
    missed: "luput",
    enrol: "daftar, median / terlama",
    match: "cocok, median / terlama",
  },
  en: {
    prints: "fingers × impressions",
    failures: "failures to enrol",
    pairs: "genuine / impostor pairs",
    limit: "limit",
    uses: {
      verification: "verification",
      strictVerification: "officers",
      sequence: "wrong finger",
      gallery: "same person today",
    },
    from: "from",
    falseMatches: "false matches",
    lessThan: "less than",
    missed: "missed",
    enrol: "enrol, median / longest",
    match: "match, median / longest",
  },
} as const;

const percent = (ratio: number) => `${(100 * ratio).toFixed(2)} %`;
const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`;
