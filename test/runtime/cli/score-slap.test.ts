import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { plainSlap } from "../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, type Slap, synthesiseSlap } from "../../../drivers/fingerprint/synthesise-slap.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { expectRefusal } from "../../booth/refusal.ts";
import { runBilik } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";

let folder: string;
let slap: Slap;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await makeTemporaryFolder("score-slap");
  slap = synthesiseSlap(createRandom("scored"), plainSlap, growSlapSkins("scored", 2));
  const { widthPx, heightPx, pixels } = slap.image;
  await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .withMetadata({ density: 500 })
    .png()
    .toFile(at("slap.png"));
}, 60_000);

const readLine = (stdout: string) => JSON.parse(stdout.trimEnd());

describe("bilik score slap", () => {
  it("says which hand lies there, and of each finger its place, box and score, and draws them", async () => {
    const overlay = at("overlay.png");
    const result = await runBilik("score", "slap", at("slap.png"), "--hand", "right", "--json", "--overlay", overlay);
    expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
    const { file, score, hand, fingers, reasons, elapsedMs } = readLine(result.stdout);
    expect({ file, hand, reasons }).toEqual({ file: at("slap.png"), hand: "right", reasons: [] });
    expect(elapsedMs).toBeGreaterThan(0);
    expect(fingers.map(({ position }: { readonly position: number }) => position)).toEqual([2, 3, 4, 5]);
    for (const [index, finger] of fingers.entries()) {
      const truth = slap.fingers[index]!;
      expect(Math.abs(finger.box.x + finger.box.width / 2 - truth.centre.x)).toBeLessThan(truth.width / 6);
      expect(Math.abs(finger.angleDeg - truth.angleDeg)).toBeLessThan(8);
      expect(finger.score).toBeGreaterThanOrEqual(score);
      expect(finger.reasons).toEqual([]);
    }
    expect(Math.min(...fingers.map((finger: { readonly score: number }) => finger.score))).toBe(score);
    expect(await sharp(overlay).metadata()).toMatchObject({ width: 1600, height: 1500, channels: 3 });
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  }, 120_000);

  it("says that the other hand lies there, and takes missing fingers from the command", async () => {
    const other = await runBilik("score", "slap", at("slap.png"), "--hand", "left", "--json");
    expect(readLine(other.stdout).reasons.map(({ code }: { readonly code: string }) => code)).toContain("wrong-hand");
    const missing = await runBilik("score", "slap", at("slap.png"), "--hand", "right", "--missing", "3,4", "--json");
    expect(readLine(missing.stdout).reasons).toContainEqual({ code: "too-many-fingers", value: 4, limit: 2 });
  }, 120_000);

  it("refuses what does not fit in one line", async () => {
    const slapFile = at("slap.png");
    expect(expectRefusal(await runBilik("score", "slap", slapFile, "--hand", "both"), 2)).toContain("thumbs");
    expect(expectRefusal(await runBilik("score", "slap", slapFile, "--missing", "8,11"), 2)).toContain("--missing");
    expect(expectRefusal(await runBilik("score", "slap", slapFile, slapFile, "--overlay", at("x.png")), 2)).toContain(
      "--overlay",
    );
    await writeFile(at("words.png"), "no picture");
    expect(expectRefusal(await runBilik("score", "slap", at("words.png")))).toContain("words.png");
    const nowhere = at("nowhere/overlay.png");
    const refused = await runBilik("score", "slap", slapFile, "--overlay", nowhere);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(nowhere);
    expect(existsSync(nowhere)).toBe(false);
  }, 120_000);
});
