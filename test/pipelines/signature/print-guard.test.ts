import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { readPageImage } from "../../../drivers/recording/read-image-file.ts";
import { drawPaperScene, type PaperScene, plainPaperScene } from "../../../drivers/signature-pad/paper-scene.ts";
import { synthesisePaper } from "../../../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { howMany, sampleOf } from "../../how-many.ts";
import { type Corners, drawInk, zigzagCorners } from "./draw-ink.ts";
import { printPage } from "./printed-page.ts";

const assess = (image: PageImage) => assessSignature({ kind: "paper", image }, defaultSignatureLimits);
const codesOf = (image: PageImage) => assess(image).reasons.map(({ code }) => code);
const papersDir = "../shared/data/residents";
const documents = ["composite-01/papers/kk.png", "composite-02/papers/kk.png"].map((file) => `${papersDir}/${file}`);
const signed = `${papersDir}/composite-02/signature.png`;
const hasData = [...documents, signed].every((file) => existsSync(file));
if (!hasData) process.stdout.write(`skipped: no papers in ${papersDir}\n`);

describe("a page of print where a signature is asked for", { timeout: 240_000 }, () => {
  it.skipIf(!hasData)(
    "is no signature on any scanned paper there is, and a scanned signature still is one",
    async () => {
      for (const file of documents) {
        const { score, reasons } = assess(await readPageImage(file));
        expect(score).toBe(0);
        expect(reasons).toMatchObject([{ code: "print", limit: defaultSignatureLimits.printRowsMax }]);
      }
      expect(assess(await readPageImage(signed)).reasons).toEqual([]);
    },
  );

  it("is no signature on any paper of a visit, signed though letter and form are", async () => {
    const ids = ["kk", "ktp", "akte-kelahiran", "formulir-desa", "surat-kuasa"];
    for (const id of ids) {
      const page = await synthesisePage(id, { seed: "guard", numbers: ["9901010101150001", "9901014505900001"] });
      expect([id, codesOf(page)]).toEqual([id, ["print"]]);
    }
  });

  // The limits were chosen on seeds page-0 to page-39 and other-0 to other-59.
  it("is no signature, be it a slip of two lines or a sheet of thirty, text, list or table", async () => {
    const pages = howMany(4, 12);
    const seen = new Map<string, number>();
    for (let number = 0; number < pages; number += 1) {
      const { about, image } = await printPage(`held-out-${number}`);
      const { score, reasons } = assess(image);
      const code = reasons[0]?.code ?? "nothing";
      seen.set(code, (seen.get(code) ?? 0) + 1);
      // Small print and nothing else is taken away whole: then nobody has written anything.
      expect([about, score, ["print", "blank"].includes(code)]).toEqual([about, 0, true]);
    }
    expect(seen.get("print")).toBeGreaterThan(pages / 2);
  });
});

const letter = (left: number, foot: number, height: number): Corners => [
  [left, foot],
  [left + 1.5, foot - height],
  [left + 4, foot - height / 3],
  [left + 5, foot],
];

/** Separate letters of a hand that writes them neatly: of nearly one height, nearly on one line. */
function letterByLetter(seed: string, letters: number): SignatureInk {
  const random = createRandom(seed);
  const strokes = Array.from({ length: letters }, (_, index) =>
    letter(10 + index * 8, 32 + random.normal(0, 0.9), 10 * (1 + random.normal(0, 0.1))),
  );
  return drawInk(...strokes);
}

const inks: readonly (readonly [string, SignatureInk])[] = [
  ["in two parts", drawInk(letter(10, 30, 14), letter(40, 28, 12), letter(52, 29, 9))],
  ["with dots on its letters", drawInk(...zigzagCorners, [[27, 7]], [[38, 6]])],
  ["in two initials with full stops", drawInk(letter(20, 30, 11), [[27, 30]], letter(34, 30, 11), [[41, 30]])],
  ["letter by letter", letterByLetter("neat", 7)],
  [
    "underlined twice",
    drawInk(...zigzagCorners, [
      [18, 39],
      [60, 38],
    ]),
  ],
  [
    "of ten small strokes",
    drawInk(...Array.from({ length: 10 }, (_, at) => letter(12 + at * 6, 22 + (at % 3) * 4, 7))),
  ],
];
const stamp = { colour: "red", rightMm: 6, downMm: 3, radiusMm: 15 } as const;
const sheets: readonly (readonly [string, Partial<PaperScene>])[] = [
  ["plain", {}],
  ["ruled", { form: "lines" }],
  ["squared in toner", { form: "squares", print: "toner" }],
  ["with a printed name", { form: "name", print: "toner" }],
  ["stamped", { stamp, pen: { colour: "blue", widthMm: 0.5 } }],
];

describe("a signature on its sheet", { timeout: 240_000 }, () => {
  it.each(inks)("%s is not taken for print", (about, ink) => {
    for (const [sheet, scene] of sampleOf(2, sheets)) {
      const { image } = synthesisePaper(createRandom(`${about}/${sheet}`), ink, { ...plainPaperScene, ...scene });
      expect([sheet, codesOf(image).filter((code) => code === "print")]).toEqual([sheet, []]);
    }
  });

  it("is not taken for print on any sheet drawn at random", () => {
    for (let number = 0; number < howMany(3, 8); number += 1) {
      const random = createRandom(`unprinted-${number}`);
      const scene = drawPaperScene(random.fork("scene"));
      const { image } = synthesisePaper(random.fork("paper"), synthesiseSignature(random.fork("ink")), scene);
      expect([number, codesOf(image).filter((code) => code === "print")]).toEqual([number, []]);
    }
  });
});
