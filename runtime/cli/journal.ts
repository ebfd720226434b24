import { type JournalVerdict, verifyJournal } from "../journal/verify-journal.ts";
import { BoothError } from "../kernel/errors.ts";
import { readOptions } from "./read-options.ts";
import type { Terminal, Verb } from "./verb.ts";

const defaultDir = ".bilik/booth/journal";

/** `bilik journal verify [DIR]`: checks every byte and the hash chain, and changes nothing. */
export const journalVerb: Verb = {
  name: "journal",
  summary: { id: "memeriksa rantai hash jurnal", en: "checks the hash chain of the journal" },
  usage: {
    id: [
      "bilik journal verify [DIR] [--json]",
      "",
      `  DIR     folder jurnal (bawaan: ${defaultDir})`,
      "  --json  satu objek JSON: entries, segments, head, lastAt, tornBytes",
      "",
      "Tidak mengubah apa pun; boleh dijalankan selagi bilik bekerja.",
      "Kode keluar: 0 utuh; bukan 0 rusak, tidak ada, atau perintah tidak sesuai.",
    ].join("\n"),
    en: [
      "bilik journal verify [DIR] [--json]",
      "",
      `  DIR     the journal's folder (default: ${defaultDir})`,
      "  --json  one JSON object: entries, segments, head, lastAt, tornBytes",
      "",
      "Changes nothing; may be run while the booth is at work.",
      "Exit code: 0 sound; not 0 when damaged, missing, or when the command does not fit.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { dir, isJson } = parseArguments(args);
    const verdict = await verifyJournal(dir);
    if (isJson) terminal.print(JSON.stringify({ dir, ...verdict }));
    else printVerdict(verdict, terminal);
    return 0;
  },
};

function parseArguments(args: readonly string[]): { readonly dir: string; readonly isJson: boolean } {
  const { positionals, values } = readOptions(args, { json: { type: "boolean" } });
  const [action, dir = defaultDir, ...rest] = positionals;
  if (action !== "verify") throw usage(action === undefined ? "journal verify [DIR]" : `journal ${action}`);
  if (rest.length > 0) throw usage(`journal verify: ${rest.join(" ")}`);
  return { dir, isJson: values.json === true };
}

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}

function printVerdict({ entries, segments, head, lastAt, tornBytes }: JournalVerdict, terminal: Terminal): void {
  const labels =
    terminal.language === "id"
      ? { entries: "entri", segments: "segmen", head: "hash terakhir", lastAt: "terakhir ditulis" }
      : { entries: "entries", segments: "segments", head: "head hash", lastAt: "last written" };
  const rows: readonly (readonly [string, string])[] = [
    [labels.entries, String(entries)],
    [labels.segments, String(segments)],
    [labels.head, head.hash],
    [labels.lastAt, lastAt ?? "-"],
  ];
  const widthCharacters = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) terminal.print(`${label.padEnd(widthCharacters)}  ${value}`);
  if (tornBytes > 0) terminal.remark(wordTornTail(tornBytes, terminal));
}

function wordTornTail(tornBytes: number, { language }: Terminal): string {
  return language === "id"
    ? `${tornBytes} byte di ujung belum selesai ditulis saat listrik padam; dipotong saat bilik dijalankan.`
    : `${tornBytes} bytes at the end were not fully written before a power cut; the next start cuts them.`;
}
