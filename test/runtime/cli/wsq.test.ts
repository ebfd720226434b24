import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { readGrayImage } from "../../../drivers/recording/read-image-file.ts";
import { decodeWsq } from "../../../pipelines/codec/wsq/decode-wsq.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { drawFinger } from "../../booth/make-resident.ts";
import { expectRefusal } from "../../booth/refusal.ts";
import { type BilikResult, runBilik } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await makeTemporaryFolder("wsq");
  await writeFile(at("finger.png"), await drawFinger("compressed", 2));
  await writeFile(at("words.wsq"), "no print at all");
  await runOrFail("wsq", "encode", at("finger.png"), at("finger.wsq"));
}, 120_000);

/** The whole command in this process, for what needs no process of its own. */
async function runHere(...argv: readonly string[]): Promise<BilikResult> {
  const { language: _language, printed, remarked, ...screen } = createListeningTerminal();
  const code = await runCommand(argv, screen);
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  return { code, signal: null, stdout: text(printed), stderr: text(remarked) };
}

async function runOrFail(...args: readonly string[]): Promise<string> {
  const run = args[0] === "wsq" ? runHere : runBilik;
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("bilik wsq", () => {
  it("encodes at the rate asked for and says what came of it", async () => {
    const line = await runOrFail("wsq", "encode", at("finger.png"), at("fine.wsq"), "--rate", "2.25", "--json");
    const answer = JSON.parse(line);
    const { image, comments } = decodeWsq(await readFile(at("fine.wsq")));
    const { widthPx, heightPx } = image;
    expect(answer).toEqual({
      file: at("fine.wsq"),
      bytes: (await stat(at("fine.wsq"))).size,
      widthPx,
      heightPx,
      resolutionPpi: 500,
      bitsPerPixel: 2.25,
    });
    expect(comments).toEqual([expect.stringContaining("WSQ_BITRATE 2.250000")]);
    expect(answer.bytes).toBeGreaterThan((await stat(at("finger.wsq"))).size);
  });

  it("decodes to a grey image of the same pixels and resolution", async () => {
    const line = await runOrFail("wsq", "decode", at("finger.wsq"), at("back.png"));
    expect(line).toMatch(/^\S*back\.png {2}\d+ B {2}\d+×\d+ {2}500 ppi\n$/);
    const { density, channels } = await sharp(at("back.png")).metadata();
    expect({ density, channels }).toEqual({ density: 500, channels: 1 });
    const { pixels } = await readGrayImage(at("back.png"));
    // Compared as bytes: the difference of two large arrays would take minutes to word.
    expect(Buffer.compare(pixels, decodeWsq(await readFile(at("finger.wsq"))).image.pixels)).toBe(0);
  });

  it("is a verb of the command itself", async () => {
    const { code, stdout } = await runBilik("wsq", "decode", at("finger.wsq"), at("process.png"), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).comments).toEqual([expect.stringMatching(/^NIST_COM 9\n/)]);
  });

  it("keeps what it writes from others, and replaces what was there", async () => {
    await writeFile(at("old.wsq"), "old");
    await runOrFail("wsq", "encode", at("finger.png"), at("old.wsq"));
    expect(await readFile(at("old.wsq"))).toEqual(await readFile(at("finger.wsq")));
    expect((await stat(at("old.wsq"))).mode & 0o777).toBe(0o600);
  });

  it("remarks that an image of another resolution is not what WSQ is made for", async () => {
    const fine = sharp(at("finger.png")).withMetadata({ density: 1000 });
    await writeFile(at("thousand.png"), await fine.png().toBuffer());
    const { code, stderr } = await runHere("wsq", "encode", at("thousand.png"), at("thousand.wsq"), "--lang", "en");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "bilik: this image has 1000 ppi; WSQ is made for 500 ppi\n" });
    expect(decodeWsq(await readFile(at("thousand.wsq"))).image.resolutionPpi).toBe(1000);
  });

  it("refuses in one line what it cannot read, and leaves nothing behind", async () => {
    const whole = await readFile(at("finger.wsq"));
    await writeFile(at("torn.wsq"), whole.subarray(0, whole.length - 100));
    await writeFile(at("empty.wsq"), "");
    await writeFile(at("small.png"), await sharp(at("finger.png")).resize(20, 20).png().toBuffer());
    const before = await readdir(folder);
    const refusals = [
      ["decode", "words.wsq"],
      ["decode", "torn.wsq"],
      ["decode", "empty.wsq"],
      ["decode", "finger.png"],
      ["decode", "missing.wsq"],
      ["decode", "."],
      ["encode", "words.wsq"],
      ["encode", "missing.png"],
      ["encode", "small.png"],
    ] as const;
    for (const [action, name] of refusals) {
      const line = expectRefusal(await runHere("wsq", action, at(name), at("out.xyz")));
      expect(line).toContain(name === "." ? folder : name);
    }
    expect((await readdir(folder)).sort()).toEqual(before.sort());
  }, 120_000);

  it("refuses a place where nothing can be written", async () => {
    const nowhere = expectRefusal(await runHere("wsq", "encode", at("finger.png"), at("nowhere/out.wsq")));
    expect(nowhere).toContain("nowhere");
    expect(expectRefusal(await runHere("wsq", "encode", at("finger.png"), folder))).toContain(folder);
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each([
    ["no action", []],
    ["an action that it does not know", ["recode", "a.png", "b.wsq"]],
    ["one file", ["encode", "a.png"]],
    ["three files", ["encode", "a.png", "b.wsq", "c.wsq"]],
    ["the same file twice", ["encode", "a.png", "./a.png"]],
    ["a rate of nothing", ["encode", "a.png", "b.wsq", "--rate", "0"]],
    ["a rate that is no number", ["encode", "a.png", "b.wsq", "--rate", "fine"]],
    ["a rate to decode at", ["decode", "a.wsq", "b.png", "--rate", "0.75"]],
  ])("refuses %s as usage", async (_, args) => {
    expectRefusal(await runHere("wsq", ...args), 2);
  });
});

describe("a WSQ file in the place of an image", () => {
  it("is scored as the print it holds", async () => {
    const [raw, compressed] = (await runOrFail("score", "fingerprint", at("finger.png"), at("finger.wsq"), "--json"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(compressed.file).toBe(at("finger.wsq"));
    expect(compressed.minutiae.length).toBeGreaterThan(10);
    expect(Math.abs(compressed.score - raw.score)).toBeLessThanOrEqual(15);
  });

  it("matches the image that it was made of", async () => {
    const answer = JSON.parse(await runOrFail("match", at("finger.wsq"), at("finger.png"), "--json"));
    expect(answer.decision).toBe("match");
  });

  it("is refused by name when it is not whole", async () => {
    await writeFile(at("cut.wsq"), (await readFile(at("finger.wsq"))).subarray(0, 3_000));
    expect(expectRefusal(await runBilik("match", at("cut.wsq"), at("finger.png")))).toContain("cut.wsq");
    expect(expectRefusal(await runBilik("score", "fingerprint", at("cut.wsq")))).toContain("cut.wsq");
  });
});
