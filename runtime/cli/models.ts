import type { BuildProgress } from "../../models/build-models.ts";
import { builtModelsDir } from "../config/built-models.ts";
import { type ModelArtefact, readModelManifest } from "../inference/model-manifest.ts";
import { readModel } from "../inference/read-model.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { wordFailure } from "./failure-sentences.ts";
import { readOptions } from "./read-options.ts";
import type { Language, Phrase, Terminal, Verb } from "./verb.ts";

/** `bilik models build|verify`: makes the models from the pinned packages, copies our own, or says whether they are sound. */
export const modelsVerb: Verb = {
  name: "models",
  summary: {
    id: "membuat model dari paket npm yang dipatok dan menyalin model sendiri, atau memeriksanya",
    en: "makes the models from the pinned npm packages and copies our own, or checks them",
  },
  usage: {
    id: [
      "bilik models build  [--dir DIR]   membuat yang belum ada; yang utuh dibiarkan",
      "bilik models verify [--dir DIR]   memeriksa SHA-256 setiap model",
      "Tanpa --dir: models/build. Kode keluar: 0 semua utuh, 1 ada yang tidak.",
    ].join("\n"),
    en: [
      "bilik models build  [--dir DIR]   makes what is not there; leaves alone what is sound",
      "bilik models verify [--dir DIR]   checks the SHA-256 of every model",
      "Without --dir: models/build. Exit code: 0 all sound, 1 some not.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { action, dir } = readArguments(args);
    return action === "build" ? buildAll(dir, terminal) : verifyAll(dir, terminal);
  },
};

type Request = { readonly action: "build" | "verify"; readonly dir: string };

function readArguments(args: readonly string[]): Request {
  const { values, positionals } = readOptions(args, { dir: { type: "string", default: builtModelsDir } });
  const [action, ...more] = positionals;
  if ((action !== "build" && action !== "verify") || more.length > 0) {
    throw new BoothError("command.usage", { problem: `models build | models verify, not "${positionals.join(" ")}"` });
  }
  return { action, dir: values.dir };
}

async function buildAll(dir: string, terminal: Terminal): Promise<number> {
  const { buildModels } = await importBuilder();
  await buildModels({
    outDir: dir,
    onProgress: (progress) => terminal.remark(wordProgress(progress, terminal.language)),
  });
  terminal.print(ready[terminal.language](dir));
  return 0;
}

/** The converter and its packages stay behind when the product is installed: only this verb asks for them, and late. */
async function importBuilder() {
  try {
    return await import("../../models/build-models.ts");
  } catch (error) {
    if (!isSystemError(error, "ERR_MODULE_NOT_FOUND")) throw error;
    throw new BoothError("file.missing", { path: "node_modules/{flatbuffers,onnx-proto}" }, { cause: error });
  }
}

const ready = {
  id: (dir: string) => `Semua model siap: ${dir}`,
  en: (dir: string) => `All models are ready: ${dir}`,
} as const satisfies Record<Language, (dir: string) => string>;

const outcomes: Readonly<Record<BuildProgress["outcome"], Phrase>> = {
  kept: { id: "sudah ada", en: "already there" },
  built: { id: "dibuat", en: "built" },
};

function wordProgress({ model, outcome, sizeBytes, done, total }: BuildProgress, language: Language): string {
  return `[${done}/${total}] ${model}: ${outcomes[outcome][language]} (${(sizeBytes / 1_000_000).toFixed(2)} MB)`;
}

const sound: Phrase = { id: "utuh", en: "sound" };

/** Every model gets its line, so that one visit shows all that is wrong. */
async function verifyAll(dir: string, terminal: Terminal): Promise<number> {
  const manifest = await readModelManifest();
  let exitCode = 0;
  for (const [model, artefact] of Object.entries(manifest)) {
    const failure = await findFailure(dir, artefact);
    if (failure !== undefined) exitCode = 1;
    const finding = failure === undefined ? sound[terminal.language] : wordFailure(failure, terminal.language);
    terminal.print(`${model}: ${finding}`);
  }
  return exitCode;
}

async function findFailure(dir: string, artefact: ModelArtefact): Promise<BoothError | undefined> {
  try {
    await readModel(dir, artefact);
    return undefined;
  } catch (error) {
    if (error instanceof BoothError) return error;
    throw error;
  }
}
