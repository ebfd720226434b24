import { copyFile, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { benchVerb } from "../../../runtime/cli/bench.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

let folder: string;
const fingers = ["2", "10", "thumb"];
const impressions = [1, 2];

beforeAll(async () => {
  folder = await makeTemporaryFolder("bench");
  for (const finger of fingers) {
    for (const impression of impressions) {
      const image = synthesiseFingerprint(createRandom(`press ${impression}`), {
        ...normalFinger,
        fingerSeed: finger,
        rotationDeg: 6 * impression,
      });
      const { widthPx: width, heightPx: height, pixels } = image;
      const ending = impression === 1 ? "png" : "tif";
      await sharp(pixels, { raw: { width, height, channels: 1 } }).toFile(
        join(folder, `${finger}_${impression}.${ending}`),
      );
    }
  }
  await writeFile(join(folder, "scores.csv"), "not an image");
}, 60_000);

async function run(...args: readonly string[]) {
  const terminal = createListeningTerminal();
  const code = await runCommand(["bench", ...args, "--lang", "en"], terminal);
  return { code, printed: terminal.printed, remarked: terminal.remarked };
}

async function copyWith(name: string, change: (copy: string) => Promise<void>): Promise<string> {
  const copy = join(await makeTemporaryFolder("bench-copy"), name);
  await mkdir(copy);
  for (const finger of fingers) await copyFile(join(folder, `${finger}_1.png`), join(copy, `${finger}_1.png`));
  await copyFile(join(folder, "2_2.tif"), join(copy, "2_2.tif"));
  await change(copy);
  return copy;
}

describe("bilik bench", () => {
  it("lists what there is when nothing is named, and explains itself", async () => {
    const { code, printed } = await run();
    expect(code).toBe(0);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(/^ {2}match +error rates/);
    const help = await run("--help");
    expect(help.printed.join("\n")).toContain("--all-impostors");
    expect(benchVerb.usage.id).toContain("--all-impostors");
  });

  it("compares impressions of one finger once, and first impressions of two", async () => {
    const { code, printed, remarked } = await run("match", folder, "--json");
    expect(remarked).toEqual([]);
    expect(code).toBe(0);
    const report = JSON.parse(printed[0] ?? "");
    expect(report).toMatchObject({ bench: "match", fingers: 3, impressions: 6, genuinePairs: 3, impostorPairs: 3 });
    expect(report).toMatchObject({ failuresToEnrol: 0, equalErrorRatio: 0, fmr1000Ratio: 0, zeroFmrRatio: 0 });
    expect(report.limits.sequence).toMatchObject({ scoreMin: 65, falseMatches: 0, falseNonMatchRatio: 0 });
    expect(report.enrolMedianMs).toBeGreaterThan(0);
    expect(report.matchMaxMs).toBeGreaterThanOrEqual(report.matchMedianMs);
  });

  it("takes every pair of two fingers when asked to", async () => {
    const { printed } = await run("match", folder, "--all-impostors", "--json");
    expect(JSON.parse(printed[0] ?? "")).toMatchObject({ genuinePairs: 3, impostorPairs: 12 });
  });

  it("prints a table to read", async () => {
    const { code, printed } = await run("match", folder);
    expect(code).toBe(0);
    expect(printed.find((line) => line.startsWith("EER"))).toMatch(/^EER +0\.00 % {2}\(0\.00 % – 0\.00 %\)$/);
    expect(printed.find((line) => line.startsWith("genuine"))).toMatch(/3 \/ 3$/);
    // Of three pairs nobody can say more than that.
    expect(printed.find((line) => line.startsWith("wrong finger, from 65"))).toMatch(
      / {2}0 false matches \(95 %: less than 1 : 1\), 0\.00 % missed$/,
    );
  });

  it("counts a blank print as a failure to enrol and as a missed match", async () => {
    const copy = await copyWith("blank", async (path) => {
      const blank = sharp({ create: { width: 300, height: 300, channels: 3, background: "white" } });
      await blank.toFile(join(path, "2_3.png"));
    });
    const { printed } = await run("match", copy, "--json");
    const report = JSON.parse(printed[0] ?? "");
    expect(report).toMatchObject({ impressions: 5, failuresToEnrol: 1, genuinePairs: 3, impostorPairs: 3 });
    expect(report.zeroFmrRatio).toBeCloseTo(2 / 3, 12);
  });

  it.each([
    [
      "an image with an odd name",
      (path: string) => rename(join(path, "10_1.png"), join(path, "index.png")),
      /index\.png/,
    ],
    [
      "one impression twice",
      (path: string) => copyFile(join(path, "2_1.png"), join(path, "2_01.png")),
      /same impression/,
    ],
    [
      "fingers with one impression each",
      (path: string) => rename(join(path, "2_2.tif"), join(path, "3_1.tif")),
      /second impression/,
    ],
  ])("refuses %s", async (_, change, expected) => {
    const copy = await copyWith("odd", change);
    const { code, remarked } = await run("match", copy);
    expect(code).toBe(2);
    expect(remarked).toHaveLength(1);
    expect(remarked[0]).toMatch(expected);
  });

  it("names the file that is no image, and the folder that is not there", async () => {
    const copy = await copyWith("broken", (path) => writeFile(join(path, "2_2.tif"), "words"));
    expect((await run("match", copy)).remarked[0]).toContain("2_2.tif");
    const missing = await run("match", join(folder, "nowhere"));
    expect(missing.code).toBe(1);
    expect(missing.remarked[0]).toContain("nowhere");
  });

  it("refuses what it does not know", async () => {
    for (const args of [["nothing"], ["match"], ["match", folder, "more"], ["match", folder, "--ppi", "fine"]]) {
      expect((await run(...args)).code).toBe(2);
    }
  });

  it("ends when asked to", async () => {
    const terminal = { ...createListeningTerminal(), stop: AbortSignal.abort(new Error("asked to end")) };
    await expect(benchVerb.run(["match", folder], terminal)).rejects.toThrow("asked to end");
  });

  it("tells somebody who watches how far it is", async () => {
    const terminal = { ...createListeningTerminal(), isInteractive: true };
    await benchVerb.run(["match", folder, "--json"], terminal);
    expect(terminal.remarked).toContain("enrolling 6/6");
    expect(terminal.remarked).toContain("matching 6/6");
  });
});
