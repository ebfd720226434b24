import { readGrayImage, readPageImage } from "../../drivers/recording/read-image-file.ts";
import { readSignatureFile } from "../../drivers/recording/read-signature-file.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import { readBoothConfig } from "../config/read-config.ts";
import type { Assessment } from "../kernel/assessment.ts";
import type { BackdropColour, Modality } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import type { PageImage } from "../kernel/image.ts";
import { wordError } from "./failure-sentences.ts";
import { readOptions } from "./read-options.ts";
import { readPrint } from "./read-print.ts";
import { scoreFaceFile } from "./score-face.ts";
import { parseSlapWish, type SlapRequest, scoreSlapFile } from "./score-slap.ts";
import type { Terminal, Verb } from "./verb.ts";

/** What a pipeline says of one file, with the modality's own geometry. */
type Scored = Assessment & Readonly<Record<string, unknown>>;
type ScoreFile = (pipelines: Pipelines, file: string, options: ScoreOptions) => Promise<Scored>;
type ScoreOptions = SlapRequest & { readonly backdrop: BackdropColour | null; readonly readsNumbers: boolean };

const scorers: Readonly<Record<Modality | "slap" | "document", ScoreFile>> = {
  fingerprint: async (pipelines, file, { resolutionPpi }) => {
    const image = await readPrint(file, resolutionPpi);
    const { score, measures, reasons, minutiae } = await pipelines.assessFingerprint(image);
    return { score, measures, reasons, minutiae };
  },
  slap: scoreSlapFile,
  face: scoreFaceFile,
  iris: async (pipelines, file) => {
    const { assessment } = await pipelines.assessIris(await readGrayImage(file));
    const { score, measures, reasons, limbus, pupil } = assessment;
    return { score, measures, reasons, limbus, pupil };
  },
  signature: async (pipelines, file, options) => {
    const sample = file.toLowerCase().endsWith(".json")
      ? await readSignatureFile(file)
      : { kind: "paper" as const, image: await readPage(file, options) };
    const { score, measures, reasons, strokes, extentMm } = await pipelines.assessSignature(sample);
    return { score, measures, reasons, strokes, extentMm };
  },
  document: async (pipelines, file, options) => {
    const { image: flat, assessment } = await pipelines.shapePage(await readPage(file, options));
    const { score, measures, reasons, page, corners } = assessment;
    const numbers = options.readsNumbers ? await pipelines.readNumbers(flat) : {};
    return { score, measures, reasons, page, corners, ...numbers };
  },
};

async function readPage(file: string, { resolutionPpi }: ScoreOptions): Promise<PageImage> {
  const image = await readPageImage(file);
  return resolutionPpi === undefined ? image : { ...image, resolutionPpi };
}

const modalities = Object.keys(scorers).join("|");

/** `bilik score`: one pipeline over image files. */
export const scoreVerb: Verb = {
  name: "score",
  summary: { id: "menilai berkas gambar dengan satu pipa olah", en: "score image files with one pipeline" },
  usage: {
    id: `bilik score ${modalities} BERKAS… [--json] [--backdrop red|blue|orange] [--ppi N]

  --json       satu objek JSON per baris: file, score, measures, reasons, elapsedMs, dan geometri modalitasnya
  --backdrop   warna latar yang diminta (hanya wajah)
  --ppi N      resolusi gambar (sidik jari: baku 500; kertas: menurut berkas atau ukuran lembarnya)
  --hand H     empat jari kanan, empat jari kiri, atau dua ibu jari yang diminta: right|left|thumbs (hanya slap)
  --missing P  jari yang diketahui tidak ada, posisi 1 sampai 10, misalnya 8,9 (hanya slap)
  --overlay F  menggambar kotak jari di atas slap ke berkas PNG (hanya slap, satu berkas)
  --numbers    juga membaca NIK dan nomor KK, sebagai petunjuk saja (hanya document)
  --config F   konfigurasi JSON

Keluar 1 bila ada berkas yang tidak dapat dinilai; yang lain tetap dinilai.`,
    en: `bilik score ${modalities} FILE… [--json] [--backdrop red|blue|orange] [--ppi N]

  --json       one JSON object a line: file, score, measures, reasons, elapsedMs, and the modality's geometry
  --backdrop   the backdrop asked for (face only)
  --ppi N      resolution of the image (fingerprint: default 500; papers: by the file or the sheet's own size)
  --hand H     the right four, left four or two thumbs that were asked for: right|left|thumbs (slap only)
  --missing P  fingers known not to be there, positions 1 to 10, as in 8,9 (slap only)
  --overlay F  draws the fingers' boxes over the slap into a PNG (slap only, one file)
  --numbers    also reads NIK and card numbers, as a hint only (document only)
  --config F   JSON configuration

Exits 1 when a file cannot be scored; the others are scored all the same.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      json: { type: "boolean", default: false },
      backdrop: { type: "string" },
      ppi: { type: "string" },
      hand: { type: "string" },
      missing: { type: "string" },
      overlay: { type: "string" },
      numbers: { type: "boolean", default: false },
      config: { type: "string" },
    });
    const [name, ...files] = positionals;
    const scoreFile = parseModality(name);
    if (files.length === 0) throw new BoothError("command.usage", { problem: "name at least one file" });
    if (values.overlay !== undefined && files.length > 1) {
      throw new BoothError("command.usage", { problem: "--overlay draws one file" });
    }
    const options = parseOptions(values);
    const { modelsDir, capture } = await readBoothConfig(values.config);
    const pipelines = createPipelinePool({ workers: 1, modelsDir, limits: capture });
    let failures = 0;
    try {
      for (const file of files) {
        const startMs = performance.now();
        try {
          const scored = await scoreFile(pipelines, file, options);
          print(
            terminal,
            { file, ...scored, elapsedMs: Math.round((performance.now() - startMs) * 10) / 10 },
            values.json,
          );
        } catch (error) {
          failures += 1;
          terminal.remark(`bilik: ${wordError(error, terminal.language)}`);
        }
      }
    } finally {
      await pipelines.close();
    }
    return failures === 0 ? 0 : 1;
  },
};

type OptionValues = Readonly<
  Partial<Record<"backdrop" | "ppi" | "hand" | "missing" | "overlay", string>> & { readonly numbers: boolean }
>;

function parseOptions({ backdrop, ppi, hand, missing, overlay, numbers }: OptionValues): ScoreOptions {
  return {
    backdrop: parseBackdrop(backdrop),
    resolutionPpi: parsePpi(ppi),
    wish: parseSlapWish(hand, missing),
    overlayPath: overlay ?? null,
    readsNumbers: numbers,
  };
}

function print(terminal: Terminal, result: Scored & { readonly file: string }, isJson: boolean): void {
  if (isJson) {
    terminal.print(JSON.stringify(result));
    return;
  }
  const reasons = result.reasons.map(({ code, value, limit }) => `${code} (${round(value)} / ${round(limit)})`);
  terminal.print(
    `${result.score.toFixed(0).padStart(3)}  ${result.file}${reasons.length === 0 ? "" : `  ${reasons.join(", ")}`}`,
  );
}

const round = (value: number) => String(Math.round(value * 100) / 100);

function parseModality(name: string | undefined): ScoreFile {
  if (name !== undefined && Object.hasOwn(scorers, name)) return scorers[name as keyof typeof scorers];
  throw new BoothError("command.usage", { problem: `name what to score: ${modalities}` });
}

function parseBackdrop(text: string | undefined): BackdropColour | null {
  if (text === undefined) return null;
  if (text === "red" || text === "blue" || text === "orange") return text;
  throw new BoothError("command.usage", { problem: `no backdrop ${text}; there are red, blue, orange` });
}

function parsePpi(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ppi = Number(text);
  if (Number.isInteger(ppi) && ppi >= 50 && ppi <= 2400) return ppi;
  throw new BoothError("command.usage", { problem: "--ppi takes a whole number from 50 to 2400" });
}
