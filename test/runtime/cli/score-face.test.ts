import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { drawFace } from "../../booth/make-resident.ts";
import { type BilikResult, runBilik } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { modelsMissing } from "../../pipelines/face/face-rig.ts";

let folder: string;
let face: Buffer;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  if (modelsMissing !== null) return;
  folder = await makeTemporaryFolder("score-face");
  face = Buffer.from(await drawFace("hostile"));
});

/** Each file said to be a face, in one run. */
async function scoreAll(files: Readonly<Record<string, Uint8Array>>): Promise<BilikResult> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(at(name), bytes);
  return runBilik("score", "face", ...Object.keys(files).map(at), "--json");
}

const encode = (change: (image: Sharp) => Sharp) => change(sharp(face)).toBuffer();

describe.skipIf(modelsMissing !== null)("bilik score face, given odd ways of storing a face", () => {
  it("sees in each the same face at the same place", async () => {
    const turned = await sharp(face).rotate(-90).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer();
    const mirrored = await sharp(face).flop().jpeg({ quality: 95 }).withMetadata({ orientation: 2 }).toBuffer();
    const files = {
      "plain.png": face,
      "printer.jpg": await encode((image) => image.toColourspace("cmyk").jpeg({ quality: 95 })),
      "grey.png": await encode((image) => image.toColourspace("b-w").png()),
      "opaque.png": await encode((image) => image.ensureAlpha(1).png()),
      "deep.png": await encode((image) => image.toColourspace("rgb16").png()),
      "few-colours.png": await encode((image) => image.png({ palette: true })),
      "turned.jpg": turned,
      "mirrored.jpg": mirrored,
      "web.webp": await encode((image) => image.webp({ quality: 95 })),
    };
    const result = await scoreAll(files);
    expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
    const [plain, ...others] = result.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(others).toHaveLength(Object.keys(files).length - 1);
    expect(plain.faces).toHaveLength(1);
    for (const other of others) {
      expect(other.faces, other.file).toHaveLength(1);
      for (const side of ["x", "y", "width", "height"]) {
        const offPx = Math.abs(other.faces[0].box[side] - plain.faces[0].box[side]);
        expect(offPx, `${side} in ${other.file}`).toBeLessThan(plain.faces[0].box.width * 0.03);
      }
    }
    const grey = others.find(({ file }) => file === at("grey.png"));
    expect(grey.reasons.map(({ code }: { code: string }) => code)).toContain("monochrome");
  });

  it("judges the portrait that the booth would cut from it, and measures the photo as it came", async () => {
    const blue = { r: 30, g: 90, b: 180 };
    const aside = await encode((image) => image.extend({ left: 1250, right: 50, background: blue }));
    const { stdout } = await scoreAll({ "aside.png": aside });
    const scored = JSON.parse(stdout);
    expect(scored.measures.offCentreRatio).toBeGreaterThan(0.2);
    expect(scored).toMatchObject({ reasons: [], portrait: { isFullFrontal: true, frame: { angleDeg: 0 } } });
    expect(Math.abs(scored.portrait.measures.offCentreRatio)).toBeLessThan(0.03);
    const { frame } = scored.portrait;
    expect(frame.height / frame.width).toBeCloseTo(4 / 3, 2);
    expect(frame.x).toBeGreaterThan(1250);
  });

  it("shows a person who is all transparent as the white that a viewer shows, without anybody in it", async () => {
    const nothing = await sharp(face).ensureAlpha(0).png().toBuffer();
    const dot = await sharp(face).resize(1, 1).png().toBuffer();
    const strip = await sharp(face).resize(900, 1, { fit: "fill" }).png().toBuffer();
    const result = await scoreAll({ "nothing.png": nothing, "dot.png": dot, "strip.png": strip });
    expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
    for (const line of result.stdout.trimEnd().split("\n")) {
      expect(JSON.parse(line)).toMatchObject({ score: 0, faces: [], reasons: [{ code: "no-face" }] });
    }
  });
});

describe.skipIf(modelsMissing !== null)("bilik score face, given files that are broken", () => {
  it("tells of each in a line, and of no code", async () => {
    const jpeg = await encode((image) => image.jpeg());
    const files = {
      "empty.jpg": new Uint8Array(0),
      "cut.jpg": jpeg.subarray(0, jpeg.length >> 1),
      "cut.png": face.subarray(0, face.length - 40),
      "start.png": face.subarray(0, 20),
      "vast.png": withSize(face, 60_000, 60_000),
      "wide.png": withSize(face, 2 ** 31 - 1, 1),
      "words.jpg": new TextEncoder().encode("no picture at all"),
      "drawing.png": new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    };
    const result = await scoreAll(files);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    const told = result.stderr.trimEnd().split("\n");
    expect(told).toHaveLength(Object.keys(files).length);
    for (const [index, name] of Object.keys(files).entries()) {
      expect(told[index]).toContain(at(name));
      expect(told[index]).not.toMatch(/\bat .*:\d+|Error|undefined|\.ts\b/);
    }
    expect(told[4]).toMatch(/60[.,]?000/);
  });
});

/** A PNG whose header claims another size, its check value set right. */
function withSize(png: Buffer, widthPx: number, heightPx: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(widthPx, 16);
  changed.writeUInt32BE(heightPx, 20);
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29);
  return changed;
}
