import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BuildProgress, buildModels } from "../../models/build-models.ts";
import { readModelManifest } from "../../runtime/inference/model-manifest.ts";
import { sha256Hex } from "../../runtime/kernel/digest.ts";

const packagesDir = fileURLToPath(new URL("../../node_modules", import.meta.url));
const manifest = await readModelManifest();
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-models-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function build(outDir: string, from = packagesDir): Promise<BuildProgress[]> {
  const progress: BuildProgress[] = [];
  await buildModels({ outDir, packagesDir: from, onProgress: (step) => progress.push(step) });
  return progress;
}

/** A packages folder with one source in it, bent at one byte. */
async function bentPackages(): Promise<string> {
  const { source } = manifest["face-detector"];
  const bytes = await readFile(join(packagesDir, source.package, source.file));
  bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
  const bent = join(folder, "packages");
  await mkdir(join(bent, source.package), { recursive: true });
  await writeFile(join(bent, source.package, source.file), bytes);
  return bent;
}

describe("buildModels", () => {
  it("gives the manifest's bytes, twice", async () => {
    for (const name of ["first", "second"]) {
      const outDir = join(folder, name);
      const progress = await build(outDir);
      expect(progress.map(({ outcome }) => outcome)).toEqual(Object.keys(manifest).map(() => "built"));
      for (const { file, sha256, sizeBytes } of Object.values(manifest)) {
        const bytes = await readFile(join(outDir, file));
        expect({ file, sha256: sha256Hex(bytes), sizeBytes: bytes.length }).toEqual({ file, sha256, sizeBytes });
      }
    }
  });

  it("leaves what is sound alone, sources or not", async () => {
    const outDir = join(folder, "out");
    await build(outDir);
    const before = await stat(join(outDir, "face-landmarks.onnx"));
    const progress = await build(outDir, join(folder, "no-packages"));
    expect(progress.map(({ outcome }) => outcome)).toEqual(Object.keys(manifest).map(() => "kept"));
    expect((await stat(join(outDir, "face-landmarks.onnx"))).mtimeMs).toBe(before.mtimeMs);
  });

  it("makes a tampered model anew, and only that", async () => {
    const outDir = join(folder, "out");
    await build(outDir);
    await writeFile(join(outDir, "person-segmenter.onnx"), "not a model");
    const progress = await build(outDir);
    expect(progress.filter(({ outcome }) => outcome === "built").map(({ model }) => model)).toEqual([
      "person-segmenter",
    ]);
    const bytes = await readFile(join(outDir, "person-segmenter.onnx"));
    expect(sha256Hex(bytes)).toBe(manifest["person-segmenter"].sha256);
  });

  it("refuses a tampered source and writes nothing", async () => {
    const outDir = join(folder, "out");
    await expect(build(outDir, await bentPackages())).rejects.toMatchObject({
      code: "model.mismatch",
      detail: { expectedSha256: manifest["face-detector"].source.sha256 },
    });
    expect(await readdir(outDir)).toEqual([]);
  });

  it("names the file of a package that is not installed", async () => {
    await expect(build(join(folder, "out"), join(folder, "nowhere"))).rejects.toMatchObject({ code: "file.missing" });
  });

  it("says so when the output folder is a file", async () => {
    const outDir = join(folder, "out");
    await writeFile(outDir, "");
    await expect(build(outDir)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  it("may run twice at once", async () => {
    const outDir = join(folder, "out");
    await Promise.all([build(outDir), build(outDir)]);
    expect((await readdir(outDir)).toSorted()).toEqual(
      Object.values(manifest)
        .map(({ file }) => file)
        .toSorted(),
    );
  });

  it("takes each source from the version of its package that is pinned", async () => {
    const { devDependencies } = JSON.parse(await readFile(join(packagesDir, "../package.json"), "utf8"));
    for (const { source } of Object.values(manifest)) {
      if ("package" in source) expect(devDependencies[source.package]).toBe(source.version);
    }
  });
});
