import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import sharp from "sharp";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { encodeWsq } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { isWsqResolution, wsqRateBounds, wsqSideMinPx } from "../../pipelines/codec/wsq/wsq-format.ts";
import { replaceFile } from "../kernel/durable-file.ts";
import { BoothError } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";
import { readOptions } from "./read-options.ts";
import { readWsqFile } from "./read-print.ts";
import type { Terminal, Verb } from "./verb.ts";

const { min: rateMin, max: rateMax } = wsqRateBounds;

/** `bilik wsq encode|decode`: a print to the format that identification systems exchange, and back. */
export const wsqVerb: Verb = {
  name: "wsq",
  summary: { id: "mengubah sidik jari ke WSQ dan kembali", en: "turn a fingerprint into WSQ and back" },
  usage: {
    id: [
      "bilik wsq encode GAMBAR KELUARAN.wsq [--rate 0.75] [--json]",
      "bilik wsq decode MASUKAN.wsq KELUARAN.png [--json]",
      "",
      `  --rate N  bit per piksel: 0.75 (sekitar 15:1, bawaan), 2.25 (sekitar 5:1), atau lain dari ${rateMin} sampai ${rateMax}`,
      "",
      "WSQ menghilangkan rincian dan dibuat untuk 500 ppi; resolusi gambar dicatat dalam berkasnya.",
      "Berkas keluaran yang sudah ada diganti, utuh atau tidak sama sekali; hanya dapat dibaca pemiliknya.",
    ].join("\n"),
    en: [
      "bilik wsq encode IMAGE OUT.wsq [--rate 0.75] [--json]",
      "bilik wsq decode IN.wsq OUT.png [--json]",
      "",
      `  --rate N  bits a pixel: 0.75 (about 15:1, the default), 2.25 (about 5:1), or another from ${rateMin} to ${rateMax}`,
      "",
      "WSQ loses detail and is made for 500 ppi; the image's resolution is noted in the file.",
      "An output file that is there is replaced, whole or not at all; its owner alone can read it.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const request = readArguments(args);
    return request.action === "encode" ? encodeFile(request, terminal) : decodeFile(request, terminal);
  },
};

type Request = {
  readonly action: "encode" | "decode";
  readonly from: string;
  readonly to: string;
  readonly bitsPerPixel: number;
  readonly isJson: boolean;
};

function readArguments(args: readonly string[]): Request {
  const { values, positionals } = readOptions(args, {
    rate: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [action, from, to, extra] = positionals;
  if (action !== "encode" && action !== "decode") return refuse("wsq encode IMAGE OUT.wsq | wsq decode IN.wsq OUT.png");
  if (from === undefined || to === undefined || extra !== undefined) return refuse(`wsq ${action} takes two files`);
  if (resolve(from) === resolve(to)) return refuse("the output must be another file than the input");
  if (action === "decode" && values.rate !== undefined) return refuse("--rate is for encoding");
  return { action, from, to, bitsPerPixel: parseRate(values.rate), isJson: values.json };
}

function parseRate(text = "0.75"): number {
  const rate = Number(text);
  if (text.trim() !== "" && rate >= rateMin && rate <= rateMax) return rate;
  return refuse(`--rate takes a number from ${rateMin} to ${rateMax}`);
}

async function encodeFile({ from, to, bitsPerPixel, isJson }: Request, terminal: Terminal): Promise<number> {
  const image = await readGrayImage(from);
  const { widthPx, heightPx, resolutionPpi } = image;
  if (Math.min(widthPx, heightPx) < wsqSideMinPx) {
    throw new BoothError("image.size", {
      path: from,
      widthPx,
      heightPx,
      problem: `at least ${wsqSideMinPx} pixels a side`,
    });
  }
  const bytes = encodeWsq(image, { bitsPerPixel, comment: null });
  await writeOutput(to, bytes);
  if (!isWsqResolution(resolutionPpi)) terminal.remark(coarse[terminal.language](resolutionPpi));
  report(terminal, { file: to, bytes: bytes.length, image, more: { bitsPerPixel }, isJson });
  return 0;
}

const coarse = {
  id: (ppi: number) => `bilik: gambar ini ${ppi} ppi; WSQ dibuat untuk 500 ppi`,
  en: (ppi: number) => `bilik: this image has ${ppi} ppi; WSQ is made for 500 ppi`,
} as const;

async function decodeFile({ from, to, isJson }: Request, terminal: Terminal): Promise<number> {
  const { image, comments } = await readWsqFile(from);
  const { widthPx, heightPx, resolutionPpi, pixels } = image;
  const png = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .withDensity(resolutionPpi)
    .toColourspace("b-w")
    .png()
    .toBuffer();
  await writeOutput(to, png);
  report(terminal, { file: to, bytes: png.length, image, more: { comments }, isJson });
  return 0;
}

/** Whole or not at all. A folder that is not there is no failure of the disk. */
async function writeOutput(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(resolve(path));
  const isThere = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isThere) throw new BoothError("file.missing", { path: folder });
  await replaceFile(path, bytes);
}

type Report = {
  readonly file: string;
  readonly bytes: number;
  readonly image: GrayImage;
  readonly more: Readonly<Record<string, unknown>>;
  readonly isJson: boolean;
};

function report({ print }: Terminal, { file, bytes, image, more, isJson }: Report): void {
  const { widthPx, heightPx, resolutionPpi } = image;
  if (isJson) print(JSON.stringify({ file, bytes, widthPx, heightPx, resolutionPpi, ...more }));
  else print(`${file}  ${bytes} B  ${widthPx}×${heightPx}  ${resolutionPpi} ppi`);
}

function refuse(problem: string): never {
  throw new BoothError("command.usage", { problem });
}
