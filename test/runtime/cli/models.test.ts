import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelsVerb } from "../../../runtime/cli/models.ts";
import type { Language, Terminal } from "../../../runtime/cli/verb.ts";

let folder = "";
let printed: string[] = [];
let remarked: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-verb-"));
  printed = [];
  remarked = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function terminal(language: Language): Terminal {
  return {
    print: (line) => printed.push(line),
    remark: (line) => remarked.push(line),
    isInteractive: false,
    language,
    stop: new AbortController().signal,
  };
}

describe("bilik models", () => {
  it("builds, remarks each model on the side and prints where they are", async () => {
    const dir = join(folder, "build");
    expect(await modelsVerb.run(["build", "--dir", dir], terminal("en"))).toBe(0);
    expect(await readdir(dir)).toHaveLength(5);
    expect(remarked).toHaveLength(5);
    expect(remarked[0]).toBe("[1/5] face-detector: built (2.08 MB)");
    expect(printed).toEqual([`All models are ready: ${dir}`]);

    await modelsVerb.run(["build", "--dir", dir], terminal("id"));
    expect(remarked.at(-1)).toMatch(/sudah ada/);
  });

  it("verifies every model, names what is wrong with each, and fails", async () => {
    await modelsVerb.run(["build", "--dir", folder], terminal("en"));
    expect(await modelsVerb.run(["verify", "--dir", folder], terminal("en"))).toBe(0);
    printed = [];
    await writeFile(join(folder, "face-detector.onnx"), "bent");
    await rm(join(folder, "canonical-face.json"));
    expect(await modelsVerb.run(["verify", "--dir", folder], terminal("en"))).toBe(1);
    expect(printed).toHaveLength(5);
    expect(printed[0]).toMatch(/^face-detector: Not the right model/);
    expect(printed[1]).toBe("face-landmarks: sound");
    expect(printed[3]).toMatch(/bilik models build/);
  });

  it.each([
    { name: "nothing", args: [] },
    { name: "an action that it does not know", args: ["destroy"] },
    { name: "two actions", args: ["build", "verify"] },
    { name: "an option that it does not know", args: ["build", "--fast"] },
    { name: "an option without its value", args: ["build", "--dir"] },
  ])("refuses $name", async ({ args }) => {
    await expect(modelsVerb.run(args, terminal("en"))).rejects.toMatchObject({ code: "command.usage" });
  });
});
