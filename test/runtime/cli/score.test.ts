import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawEye, drawFace, drawFinger } from "../../booth/make-resident.ts";
import { expectRefusal } from "../../booth/refusal.ts";
import { type BilikResult, runBilik } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await makeTemporaryFolder("score");
  await writeFile(at("finger.png"), await drawFinger("scored", 2));
  await writeFile(at("other-finger.png"), await drawFinger("scored", 3));
  await writeFile(at("eye.png"), await drawEye("scored", "left"));
  await writeFile(at("face.png"), await drawFace("scored"));
  await writeFile(at("signature.json"), JSON.stringify(synthesiseSignature(createRandom("scored"))));
  await writeFile(at("words.png"), "no picture at all");
}, 180_000);

/** The JSON lines of a run, each of the shape that all modalities share. */
function readLines({ stdout }: BilikResult) {
  const lines = stdout.trimEnd().split("\n");
  return lines.map((line) => {
    const scored = JSON.parse(line);
    expect(scored.file).toBeTypeOf("string");
    expect(scored.score).toBeGreaterThanOrEqual(0);
    expect(scored.score).toBeLessThanOrEqual(100);
    expect(scored.elapsedMs).toBeGreaterThan(0);
    for (const value of Object.values(scored.measures)) expect(Number.isFinite(value)).toBe(true);
    for (const reason of scored.reasons) {
      expect(reason).toEqual({ code: expect.any(String), value: expect.any(Number), limit: expect.any(Number) });
    }
    return scored;
  });
}

async function scoreOne(modality: string, name: string, ...options: readonly string[]) {
  const result = await runBilik("score", modality, at(name), "--json", ...options);
  expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
  const [scored, ...more] = readLines(result);
  expect(more).toEqual([]);
  expect(scored.file).toBe(at(name));
  return scored;
}

describe("bilik score", () => {
  it("says of a finger its score and its minutiae, in pixels of the image", async () => {
    const { score, reasons, minutiae } = await scoreOne("fingerprint", "finger.png");
    expect(score).toBeGreaterThanOrEqual(40);
    expect(reasons).toEqual([]);
    expect(minutiae.length).toBeGreaterThan(10);
    for (const { x, y, angleDeg, kind, quality } of minutiae) {
      expectInside({ x, y }, { width: 400, height: 500 });
      expect(angleDeg).toBeGreaterThanOrEqual(0);
      expect(angleDeg).toBeLessThan(360);
      expect(["ending", "bifurcation"]).toContain(kind);
      expect(quality).toBeGreaterThanOrEqual(0);
    }
  });

  it("says of a face its box, pose and 478 landmarks, and judges the backdrop asked for", async () => {
    const { faces, reasons, portrait } = await scoreOne("face", "face.png", "--backdrop", "blue");
    expect(faces).toHaveLength(1);
    expect(Object.keys(faces[0])).toEqual(["box", "pose", "landmarks"]);
    expect(Object.keys(faces[0].box).sort()).toEqual(["height", "width", "x", "y"]);
    expect(Object.keys(faces[0].pose).sort()).toEqual(["pitchDeg", "rollDeg", "yawDeg"]);
    expect(faces[0].landmarks).toHaveLength(478);
    for (const [x, y] of faces[0].landmarks) expectInside({ x, y }, { width: 900, height: 1200 });
    expect(reasons.map(({ code }: { readonly code: string }) => code)).not.toContain("backdrop-colour-wrong");
    expect(Object.keys(portrait)).toEqual(["frame", "isFullFrontal", "measures"]);
    const red = await scoreOne("face", "face.png", "--backdrop", "red");
    expect(red.reasons.length).toBeGreaterThan(reasons.length);
  }, 120_000);

  it("says of an eye its two circles, the pupil within the limbus", async () => {
    const { score, limbus, pupil } = await scoreOne("iris", "eye.png");
    expect(score).toBeGreaterThanOrEqual(60);
    expectInside(limbus, { width: 640, height: 480 });
    expect(Math.hypot(limbus.x - pupil.x, limbus.y - pupil.y) + pupil.radius).toBeLessThan(limbus.radius);
  });

  it("says of a signature its strokes and its size in millimetres", async () => {
    const { strokes, extentMm, reasons } = await scoreOne("signature", "signature.json");
    expect(reasons).toEqual([]);
    expect(strokes.length).toBeGreaterThan(0);
    expect(extentMm.width).toBeGreaterThan(5);
    expect(extentMm.height).toBeGreaterThan(2);
  });

  it("scores what it can of several files, and tells of the others in a line each", async () => {
    const files = ["finger.png", "words.png", "missing.png", "other-finger.png"].map(at);
    const result = await runBilik("score", "fingerprint", ...files, "--json");
    expect(result.code).toBe(1);
    expect(readLines(result).map(({ file }) => file)).toEqual([files[0], files[3]]);
    const told = result.stderr.trimEnd().split("\n");
    expect(told).toHaveLength(2);
    for (const [index, name] of ["words.png", "missing.png"].entries()) {
      expect(told[index]).toMatch(/^bilik: /);
      expect(told[index]).toContain(name);
    }
  });

  it("gives the same answer twice", async () => {
    const files = [at("finger.png"), at("finger.png")];
    const [first, second] = readLines(await runBilik("score", "fingerprint", ...files, "--json"));
    expect({ ...second, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
  });

  it("prints a line to read where nobody asks for JSON", async () => {
    const { code, stdout } = await runBilik("score", "iris", at("eye.png"));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ *\d+ {2}\S*eye\.png\n$/);
  });

  it("refuses a folder in the place of an image", async () => {
    expect(expectRefusal(await runBilik("score", "iris", folder))).toContain(folder);
  });

  it("names the model that is not there, once, and how to get it", async () => {
    const config = join(folder, "no-models.json");
    await writeFile(config, JSON.stringify({ modelsDir: join(folder, "nowhere") }));
    const line = expectRefusal(await runBilik("score", "face", at("face.png"), "--config", config));
    expect(line).toMatch(/nowhere.*make setup/);
  });
});

describe("bilik score document", () => {
  const nik = "9912250105640427";

  beforeAll(async () => {
    const scene = { resolutionPpi: 200, numbers: [nik], bed: { level: 30, marginMm: 12 }, skewDeg: 3 };
    const { widthPx, heightPx, pixels } = await synthesisePage("ktp", scene);
    const page = sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } }).withMetadata({
      density: 200,
    });
    await page.clone().png().toFile(at("page.png"));
    await page.clone().toColourspace("cmyk").jpeg({ quality: 90 }).toFile(at("page-cmyk.jpg"));
    const bytes = await readFile(at("page.png"));
    await writeFile(at("page-cut.png"), bytes.subarray(0, bytes.length >> 1));
    const dot = { create: { width: 1, height: 1, channels: 3 as const, background: "#fff" } };
    await sharp(dot).png().toFile(at("dot.png"));
    await sharp({ create: { ...dot.create, width: 16_500, height: 2 } })
      .png()
      .toFile(at("wide.png"));
    await sharp({ create: { ...dot.create, width: 20, height: 40 } })
      .webp()
      .toFile(at("still.webp"));
    await sharp(Buffer.alloc(20 * 40 * 3, 90), { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif()
      .toFile(at("moving.gif"));
  });

  it("says where the sheet lies, what is to be said of it, and where asked the numbers on it as a hint", async () => {
    const run = await runBilik("score", "document", at("page.png"), "--numbers", "--json");
    expect(run.code).toBe(0);
    const [page] = readLines(run);
    expect(page.reasons).toEqual([]);
    expect(page.corners).toHaveLength(4);
    expect(page.measures).toMatchObject({ resolutionPpi: 200, glareRatio: 0 });
    expect(page.numbers).toEqual([{ digits: nik, confidencePercent: expect.any(Number), source: "print" }]);
  }, 60_000);

  it("reads no number unasked", async () => {
    const [page] = readLines(await runBilik("score", "document", at("page.png"), "--json"));
    expect(page).not.toHaveProperty("numbers");
  }, 60_000);

  it("takes a page in printer's colours for what a viewer shows, and a dot for no page", async () => {
    const run = await runBilik("score", "document", at("page-cmyk.jpg"), at("dot.png"), "--json");
    expect(run.code).toBe(0);
    const [cmyk, dot] = readLines(run);
    expect(cmyk.corners).toHaveLength(4);
    expect(dot).toMatchObject({ score: 0, page: null, corners: null });
    expect(dot.reasons[0].code).toBe("no-page");
  }, 60_000);

  it.each(["page-cut.png", "moving.gif", "wide.png", "words.png"])(
    "refuses %s in one line",
    async (name) => {
      expectRefusal(await runBilik("score", "document", at(name)));
    },
    60_000,
  );
});

describe("bilik match", () => {
  it("finds another impression of the same finger to be the same", async () => {
    await writeFile(at("again.png"), await drawFinger("scored", 2, "second"));
    const { code, stdout } = await runBilik("match", at("finger.png"), at("again.png"), "--json");
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(["score", "decision"]);
    expect(answer.decision).toBe("match");
    const identical = await runBilik("match", at("finger.png"), at("finger.png"), "--json");
    expect(JSON.parse(identical.stdout)).toMatchObject({ decision: "match" });
    expect(JSON.parse(identical.stdout).score).toBeGreaterThanOrEqual(answer.score);
  });

  it("finds two fingers to be different, and calls that a success", async () => {
    const { code, stdout } = await runBilik("match", at("finger.png"), at("other-finger.png"), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).decision).toBe("no-match");
  });

  it("prints the decision first where nobody asks for JSON", async () => {
    const { stdout } = await runBilik("match", at("finger.png"), at("finger.png"));
    expect(stdout).toMatch(/^match {2}\d+\.\d\n$/);
  });

  it("refuses what is no image in one line", async () => {
    expect(expectRefusal(await runBilik("match", at("finger.png"), at("words.png")))).toContain("words.png");
    expect(expectRefusal(await runBilik("match", at("missing.png"), at("finger.png")))).toContain("missing.png");
  });
});

type Extent = { readonly width: number; readonly height: number };

function expectInside({ x, y }: { readonly x: number; readonly y: number }, { width, height }: Extent): void {
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x).toBeLessThan(width);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(height);
}
