import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildModels } from "../../../models/build-models.ts";
import { builtModelsDir } from "../../../runtime/config/built-models.ts";
import { loadFingerprintModels } from "../../../runtime/inference/load-fingerprint-models.ts";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";

const { "fingerprint-quality": artefact } = await readModelManifest();
let folder = "";

beforeAll(() => buildModels({ outDir: builtModelsDir }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-load-finger-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("loadFingerprintModels", () => {
  it("needs no face model, takes 69 measures and answers with one score, the same each time", async () => {
    await copyFile(join(builtModelsDir, artefact.file), join(folder, artefact.file));
    const { quality, hashes, close } = await loadFingerprintModels(folder);
    const measures = { shape: [1, 69], values: new Float32Array(69).fill(10) };
    const [first, second] = [await quality(measures), await quality(measures)];
    expect(first["score"]?.shape).toEqual([1, 1]);
    expect(Number.isFinite(first["score"]?.values[0])).toBe(true);
    expect(second).toEqual(first);
    expect(hashes).toEqual({ "fingerprint-quality": artefact.sha256 });
    await close();
    await close();
  });

  it("says when it has not been built, and refuses it when it is not the one in the manifest", async () => {
    await expect(loadFingerprintModels(folder)).rejects.toMatchObject({ code: "model.missing" });
    await writeFile(join(folder, artefact.file), "not a model");
    await expect(loadFingerprintModels(folder)).rejects.toMatchObject({ code: "model.mismatch" });
  });
});
