import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { encodePage } from "../../../runtime/record/encode-page.ts";
import { isPdf, readPagePicture } from "../../../runtime/record/page-pdf.ts";

const at = "2026-03-14T02:06:00.000Z";
const limitBytes = 2_000_000;

function has(program: string): boolean {
  const isThere = spawnSync(program, ["--version"]).error === undefined;
  if (!isThere) process.stdout.write(`skipped: ${program} is not installed\n`);
  return isThere;
}

function save(pdf: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), "bilik-page-")), "page.pdf");
  writeFileSync(path, pdf);
  return path;
}

describe("encodePage", () => {
  it("gives one page of the sheet's own size, the same bytes for the same page and moment", async () => {
    const page = await synthesisePage("kk", { resolutionPpi: 150 });
    const pdf = await encodePage(page, at);
    expect(isPdf(pdf)).toBe(true);
    expect(pdf.length).toBeLessThan(limitBytes);
    expect(Buffer.compare(pdf, await encodePage(page, at))).toBe(0);
    const text = Buffer.from(pdf).toString("latin1");
    for (const part of [
      "/OutputIntents",
      "<pdfaid:part>2</pdfaid:part>",
      "<pdfaid:conformance>B</pdfaid:conformance>",
    ]) {
      expect(text).toContain(part);
    }
    for (const alien of ["/Encrypt", "/JavaScript", "/URI", "/Launch", "/Font ", "/EmbeddedFile", "http://www.npes"]) {
      expect(text).not.toContain(alien);
    }
  });

  it("stays below 2 MB a page even for noise at 300 ppi, by giving up detail", async () => {
    const [widthPx, heightPx] = [2_480, 3_508];
    const pixels = new Uint8Array(widthPx * heightPx * 3);
    let state = 1;
    for (let index = 0; index < pixels.length; index += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      pixels[index] = state >>> 24;
    }
    const pdf = await encodePage({ widthPx, heightPx, resolutionPpi: 300, pixels }, at);
    expect(pdf.length).toBeLessThan(limitBytes);
    const { width = 0 } = await sharp(readPagePicture(pdf)).metadata();
    expect(width).toBeLessThan(widthPx);
  }, 60_000);

  it("leaves the event loop to others while it works", async () => {
    const page = await synthesisePage("kk", { resolutionPpi: 300 });
    await encodePage(page, at);
    const before = performance.eventLoopUtilization();
    await encodePage(page, at);
    // Wrapping the picture up takes a few milliseconds here; compressing it, nearly all of the time, is done elsewhere.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  });

  it("is a sound PDF of the sheet's size to poppler, and looks like the page", async () => {
    if (!has("pdfinfo") || !has("pdftoppm")) return;
    const page = await synthesisePage("kk", { resolutionPpi: 150 });
    const path = save(await encodePage(page, at));
    const info = execFileSync("pdfinfo", ["-meta", path], { encoding: "utf8" });
    expect(info).toContain("pdfaid");
    const facts = execFileSync("pdfinfo", [path], { encoding: "utf8", env: { TZ: "UTC" } });
    expect(facts).toMatch(/Pages: +1\n/);
    expect(facts).toMatch(/Page size: +841\.\d+ x 595\.\d+ pts \(A4\)/);
    execFileSync("pdftoppm", ["-r", "150", "-png", "-singlefile", path, path.slice(0, -4)]);
    const drawn = await sharp(readFileSync(`${path.slice(0, -4)}.png`))
      .resize(200, 141, { fit: "fill" })
      .greyscale()
      .raw()
      .toBuffer();
    const raw = { width: page.widthPx, height: page.heightPx, channels: 3 } as const;
    const own = await sharp(page.pixels, { raw }).resize(200, 141, { fit: "fill" }).greyscale().raw().toBuffer();
    const off = drawn.reduce((sum, level, index) => sum + Math.abs(level - own[index]!), 0) / drawn.length;
    expect(off).toBeLessThan(4);
  }, 60_000);

  it("passes qpdf's check of its structure", async () => {
    if (!has("qpdf")) return;
    const path = save(await encodePage(await synthesisePage("ktp"), at));
    expect(spawnSync("qpdf", ["--check", path], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("No syntax or stream encoding errors found"),
    });
  }, 60_000);
});

describe("readPagePicture", () => {
  it("gives back the picture that was written, byte by byte, and a JPEG as it is", async () => {
    const picture = readPagePicture(await encodePage(await synthesisePage("ktp"), at));
    expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", width: 1_240, height: 1_754 });
    expect(readPagePicture(picture)).toBe(picture);
  });

  it.each(["%PDF-1.7\n", "%PDF-1.7 /DCTDecode", "%PDF-1.7 /DCTDecode stream\nno picture\nendstream\nendobj"])(
    "refuses a PDF without one: %j",
    (text) => {
      expect(() => readPagePicture(new TextEncoder().encode(text))).toThrow(
        expect.objectContaining({ code: "codec.invalid" }),
      );
    },
  );
});
