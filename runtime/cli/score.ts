import { photoLimits } from "../../drivers/recording/image-limits.ts";
import { readGrayImage, readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { readSignatureFile } from "../../drivers/recording/read-signature-file.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import { readBoothConfig } from "../config/read-config.ts";
import type { Assessment } from "../kernel/assessment.ts";
import type { BackdropColour, Modality } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import { wordError } from "./failure-sentences.ts";
import { readOptions } from "./read-options.ts";
import { readPrint } from "./read-print.ts";
import { parseSlapWish, type SlapRequest, scoreSlapFile } from "./score-slap.ts";
import type { Terminal, Verb } from "./verb.ts";

/** What a pipeline says of one file, with the modality's own geometry. */
type Scored = Assessment & Readonly<Record<string, unknown>>;
type ScoreFile = (pipelines: Pipelines, file: string, options: ScoreOptions) => Promise<Scored>;
type ScoreOptions = SlapRequest & { readonly backdrop: BackdropColour | null };

const paperResolutionPpi = 300;

const scorers: Readonly<Record<Modality | "slap", ScoreFile>> = {
  fingerprint: async (pipelines, file, { resolutionPpi }) => {
    const image = await readPrint(file, resolutionPpi);
    const { score, measures, reasons, minutiae } = await pipelines.assessFingerprint(image);
    return { score, measures, reasons, minutiae };
  },
  slap: scoreSlapFile,
  face: async (pipelines, file, { backdrop }) => {
    const { score, measures, reasons, faces } = await pipelines.assessFace(await readRgbImage(file), backdrop);
    const points = faces.map(({ box, pose, landmarks }) => ({
      box,
      pose,
      landmarks: landmarks.map(({ x, y }) => [x, y]),
    }));
    return { score, measures, reasons, faces: points };
  },
  iris: async (pipelines, file) => {
    const { score, measures, reasons, limbus, pupil } = await pipelines.assessIris(await readGrayImage(file));
    return { score, measures, reasons, limbus, pupil };
  },
  signature: async (pipelines, file, { resolutionPpi = paperResolutionPpi }) => {
    const sample = file.toLowerCase().endsWith(".json")
      ? await readSignatureFile(file)
      : { kind: "paper" as const, image: await readGrayImage(file, { resolutionPpi, limits: photoLimits }) };
    const { score, measures, reasons, strokes, extentMm } = await pipelines.assessSignature(sample);
    return { score, measures, reasons, strokes, extentMm };
  },
};
const modalities = Object.keys(scorers).join("|");

/** `bilik score`: one pipeline over image files. */
export const scoreVerb: Verb = {
  name: "score",
  summary: { id: "menilai berkas gambar dengan satu pipa olah", en: "score image files with one pipeline" },
  usage: {
    id: `bilik score ${modalities} BERKAS… [--json] [--backdrop red|blue|orange] [--ppi N]

  --json       satu objek JSON per baris: file, score, measures, reasons, elapsedMs, dan geometri modalitasnya
  --backdrop   warna latar yang diminta (hanya wajah)
  --ppi N      resolusi gambar (sidik jari: baku 500; tanda tangan di kertas: baku 300)
  --hand H     empat jari kanan, empat jari kiri, atau dua ibu jari yang diminta: right|left|thumbs (hanya slap)
  --missing P  jari yang diketahui tidak ada, posisi 1 sampai 10, misalnya 8,9 (hanya slap)
  --overlay F  menggambar kotak jari di atas slap ke berkas PNG (hanya slap, satu berkas)
  --config F   konfigurasi JSON

Keluar 1 bila ada berkas yang tidak dapat dinilai; yang lain tetap dinilai.`,
    en: `bilik score ${modalities} FILE… [--json] [--backdrop red|blue|orange] [--ppi N]

  --json       one JSON object a line: file, score, measures, reasons, elapsedMs, and the modality's geometry
  --backdrop   the backdrop asked for (face only)
  --ppi N      resolution of the image (fingerprint: default 500; signature on paper: default 300)
  --hand H     the right four, left four or two thumbs that were asked for: right|left|thumbs (slap only)
  --missing P  fingers known not to be there, positions 1 to 10, as in 8,9 (slap only)
  --overlay F  draws the fingers' boxes over the slap into a PNG (slap only, one file)
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
      config: { type: "string" },
    });
    const [name, ...files] = positionals;
    const scoreFile = parseModality(name);
    if (files.length === 0) throw new BoothError("command.usage", { problem: "name at least one file" });
    if (values.overlay !== undefined && files.length > 1) {
      throw new BoothError("command.usage", { problem: "--overlay draws one file" });
    }
    const options: ScoreOptions = {
      backdrop: parseBackdrop(values.backdrop),
      resolutionPpi: parsePpi(values.ppi),
      wish: parseSlapWish(values.hand, values.missing),
      overlayPath: values.overlay ?? null,
    };
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
