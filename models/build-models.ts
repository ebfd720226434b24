import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ModelArtefact,
  type ModelManifest,
  type ModelName,
  readModelManifest,
} from "../runtime/inference/model-manifest.ts";
import { readBytes } from "../runtime/inference/read-bytes.ts";
import { readModel } from "../runtime/inference/read-model.ts";
import { sha256Hex } from "../runtime/kernel/digest.ts";
import { BoothError, isFailure, isSystemError } from "../runtime/kernel/errors.ts";
import { nameStorageFailure } from "../runtime/kernel/storage-failure.ts";
import { readSource } from "./read-source.ts";
import { type ConvertedName, recipes } from "./recipes.ts";
import { writeModel } from "./write-model.ts";

export type BuildProgress = {
  readonly model: ModelName;
  /** `kept` when the model was there already, to the byte. */
  readonly outcome: "kept" | "built";
  readonly sizeBytes: number;
  readonly done: number;
  readonly total: number;
};

export type BuildRequest = {
  readonly outDir: string;
  /** Called once a model, after it is in place. */
  readonly onProgress?: (progress: BuildProgress) => void;
  /** The `node_modules` folder with the source packages; the project's own unless told. */
  readonly packagesDir?: string;
};

const projectPackagesDir = fileURLToPath(new URL("../node_modules", import.meta.url));
/** What a committed model's path is relative to. */
const modelsDir = fileURLToPath(new URL(".", import.meta.url));

/**
 * Makes every model of the manifest that is not there yet; our own are copied. Sources are checked before, results after; a model that fails
 * is not written, and those before it stay. Safe to run twice at once.
 * @throws BoothError `file.missing` when a source package is not installed
 * @throws BoothError `model.mismatch` when a source or a result is not what the manifest names
 * @throws BoothError `model.unsupported` when a source cannot be converted
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned` when a model cannot be written
 */
export async function buildModels(request: BuildRequest): Promise<void> {
  const { outDir, onProgress, packagesDir = projectPackagesDir } = request;
  const manifest = await readModelManifest();
  await makeOutputFolder(outDir);
  const names = Object.keys(manifest) as ModelName[];
  for (const [index, model] of names.entries()) {
    const artefact = manifest[model];
    const outcome = (await isBuilt(outDir, artefact)) ? "kept" : "built";
    if (outcome === "built") await putModel(outDir, artefact, await makeModel(manifest, model, packagesDir));
    onProgress?.({ model, outcome, sizeBytes: artefact.sizeBytes, done: index + 1, total: names.length });
  }
}

async function makeOutputFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if (isSystemError(error, "EEXIST")) {
      throw new BoothError("file.unreadable", { path, problem: "not a folder" }, { cause: error });
    }
    throw await nameStorageFailure(error, { path, operation: "make folder", neededBytes: 0 });
  }
}

async function isBuilt(outDir: string, artefact: ModelArtefact): Promise<boolean> {
  try {
    await readModel(outDir, artefact);
    return true;
  } catch (error) {
    if (isFailure(error, "model.missing") || isFailure(error, "model.mismatch")) return false;
    throw error;
  }
}

async function makeModel(manifest: ModelManifest, model: ModelName, packagesDir: string): Promise<Uint8Array> {
  const { source } = manifest[model];
  if ("committed" in source) return readBytes(join(modelsDir, source.committed), "file.missing");
  return recipes[model as ConvertedName](await readSource(packagesDir, source), join(source.package, source.file));
}

async function putModel(outDir: string, artefact: ModelArtefact, bytes: Uint8Array): Promise<void> {
  const path = join(outDir, artefact.file);
  const actualSha256 = sha256Hex(bytes);
  if (actualSha256 !== artefact.sha256) {
    throw new BoothError("model.mismatch", { path, expectedSha256: artefact.sha256, actualSha256 });
  }
  await writeModel(path, bytes);
}
