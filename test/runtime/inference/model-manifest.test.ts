import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-manifest-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("readModelManifest", () => {
  it("reads the project's own", async () => {
    const manifest = await readModelManifest();
    expect(Object.values(manifest).every(({ licence }) => licence === "Apache-2.0")).toBe(true);
  });

  it.each([
    { name: "text that is not JSON", text: "{" },
    { name: "a model without its hash", text: '{"face-detector":{"file":"face-detector.onnx"}}' },
    { name: "a path out of the folder", text: '{"face-detector":{"file":"../../etc/passwd.onnx"}}' },
    {
      name: "a model of ours from outside",
      text: '{"fingerprint-quality":{"source":{"committed":"../secret/a.onnx"}}}',
    },
  ])("refuses $name", async ({ text }) => {
    const path = join(folder, "manifest.json");
    await writeFile(path, text);
    await expect(readModelManifest(path)).rejects.toMatchObject({ code: "model.unsupported" });
  });

  it("says when there is none, and when it is no file", async () => {
    await expect(readModelManifest(join(folder, "none.json"))).rejects.toMatchObject({ code: "model.missing" });
    await expect(readModelManifest(folder)).rejects.toMatchObject({ code: "file.unreadable" });
  });
});
