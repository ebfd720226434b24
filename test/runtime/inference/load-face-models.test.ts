import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildModels } from "../../../models/build-models.ts";
import { builtModelsDir } from "../../../runtime/config/built-models.ts";
import { loadFaceModels } from "../../../runtime/inference/load-face-models.ts";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";

const manifest = await readModelManifest();
const faceModels = ["face-detector", "face-landmarks", "person-segmenter", "canonical-face"] as const;
let folder = "";

beforeAll(() => buildModels({ outDir: builtModelsDir }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-load-face-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const grey = (sidePx: number) => ({
  shape: [1, 3, sidePx, sidePx],
  values: new Float32Array(3 * sidePx * sidePx).fill(0.5),
});

describe("loadFaceModels", () => {
  it("loads models whose outputs have their stated names and shapes", async () => {
    const models = await loadFaceModels(builtModelsDir);
    const shapes = async (outputs: ReturnType<typeof models.detect>) =>
      Object.fromEntries(Object.entries(await outputs).map(([name, { shape }]) => [name, shape]));
    expect(await shapes(models.detect(grey(192)))).toEqual({ regressors: [1, 2304, 16], scores: [1, 2304, 1] });
    expect(await shapes(models.landmarks(grey(192)))).toEqual({
      mesh: [1, 1404],
      lips: [1, 160],
      leftEye: [1, 142],
      rightEye: [1, 142],
      leftIris: [1, 10],
      rightIris: [1, 10],
      flag: [1, 1],
    });
    expect(await shapes(models.segment(grey(256)))).toEqual({ mask: [1, 1, 256, 256] });
    await models.close();
  });

  it("tells the hash of every file it loaded", async () => {
    const models = await loadFaceModels(builtModelsDir);
    const wanted = faceModels.map((name) => [name, manifest[name].sha256]);
    expect(models.hashes).toEqual(Object.fromEntries(wanted));
    await models.close();
  });

  it("asks for no other pipeline's model", async () => {
    await cp(builtModelsDir, folder, { recursive: true });
    await rm(join(folder, manifest["fingerprint-quality"].file));
    await (await loadFaceModels(folder)).close();
  });

  it("runs calls that overlap, and closes only after them, twice if asked", async () => {
    const models = await loadFaceModels(builtModelsDir);
    const running = [models.segment(grey(256)), models.segment(grey(256)), models.detect(grey(192))];
    await Promise.all([models.close(), models.close()]);
    for (const outputs of await Promise.all(running)) expect(Object.keys(outputs)).not.toEqual([]);
  });

  it("gives the same numbers for the same input", async () => {
    const models = await loadFaceModels(builtModelsDir);
    const [first, second] = [await models.landmarks(grey(192)), await models.landmarks(grey(192))];
    expect(second).toEqual(first);
    await models.close();
  });

  it("says which model has not been built", async () => {
    await expect(loadFaceModels(folder)).rejects.toMatchObject({ code: "model.missing" });
  });

  it.each(faceModels.map((name) => manifest[name]))(
    "refuses $file when it is not the one in the manifest",
    async ({ file, sha256 }) => {
      await cp(builtModelsDir, folder, { recursive: true });
      await writeFile(join(folder, file), "{}");
      await expect(loadFaceModels(folder)).rejects.toMatchObject({
        code: "model.mismatch",
        detail: { path: join(folder, file), expectedSha256: sha256 },
      });
    },
  );
});
