import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { createPipelinePool } from "../../../runtime/capture/pipeline-pool.ts";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { committedModel } from "../../pipelines/fingerprint/fingerprint-rig.ts";

let modelsDir = "";
beforeEach(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), "bilik-pool-"));
});
afterEach(async () => {
  await rm(modelsDir, { recursive: true });
});

const limits = { fingerprintScoreMin: 40, irisScoreMin: 60 };
const print = synthesiseFingerprint(createRandom("pool"), { ...normalFinger, fingerSeed: "pool" });
const photo = { widthPx: 8, heightPx: 8, pixels: new Uint8Array(192) };

it("scores fingers where no face model is, and still says that a face's is missing", async () => {
  const { "fingerprint-quality": artefact } = await readModelManifest();
  await copyFile(committedModel, join(modelsDir, artefact.file));
  const pool = createPipelinePool({ workers: 1, modelsDir, limits });
  const [first, second] = [await pool.assessFingerprint(print), await pool.assessFingerprint(print)];
  expect(first.score).toBeGreaterThan(0);
  expect(second).toEqual(first);
  await expect(pool.assessFace(photo, null)).rejects.toMatchObject({ code: "model.missing" });
  await expect(pool.modelHashes()).rejects.toMatchObject({ code: "model.missing" });
  await pool.close();
});

it("says that the finger's model is missing, and takes it once it is there", async () => {
  const { "fingerprint-quality": artefact } = await readModelManifest();
  const pool = createPipelinePool({ workers: 1, modelsDir, limits });
  await expect(pool.assessFingerprint(print)).rejects.toMatchObject({ code: "model.missing" });
  await copyFile(committedModel, join(modelsDir, artefact.file));
  expect((await pool.assessFingerprint(print)).score).toBeGreaterThan(0);
  await pool.close();
});
