import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Letter, type LetterHead, maskNik } from "../../../runtime/letters/letter.ts";
import { renderLetter } from "../../../runtime/letters/render-letter.ts";
import { readPdfPages } from "./read-pdf-text.ts";

const head: LetterHead = {
  lines: ["KABUPATEN CONTOH", "KECAMATAN CONTOH", "Jl. Contoh 1"],
  place: "Desa Contoh",
  timeZone: "Asia/Jakarta",
};
const letter: Letter = {
  title: "SURAT CONTOH",
  number: "012/PB/2026",
  paragraphs: ["Pelayanan ini GRATIS."],
  rows: [
    ["Nama", "SITI CONTOH"],
    ["NIK", maskNik("9901014505900001")],
  ],
  notes: ["Tidak direkam: jempol kiri (dibalut)."],
  signatures: [
    { role: "Operator KTP-el", by: "operator-1" },
    { role: "Kasi Pelayanan Umum", by: "kasi-1" },
  ],
  isSimulated: false,
  issuedAt: "2026-03-13T18:20:00.000Z",
};
const textOf = async (changes: Partial<Letter> = {}) =>
  readPdfPages(await renderLetter({ ...letter, ...changes }, head)).join("\n");

describe("a letter as PDF", () => {
  it("is a whole PDF file", async () => {
    const file = Buffer.from(await renderLetter(letter, head)).toString("latin1");
    expect(file.startsWith("%PDF-1.")).toBe(true);
    expect(file.trimEnd().endsWith("%%EOF")).toBe(true);
  });

  it("says everything that the letter says", async () => {
    const text = await textOf();
    const said = [...head.lines, letter.title, `Nomor: ${letter.number}`, ...letter.paragraphs, ...letter.notes];
    for (const line of [...said, "SITI CONTOH", "Operator KTP-el", "(operator-1)", "(kasi-1)"]) {
      expect(text).toContain(line);
    }
  });

  it("is dated in the office's own time, where it is already tomorrow", async () => {
    expect(await textOf()).toContain("Desa Contoh, 14 Maret 2026");
  });

  it("gives the same bytes for the same letter, and others for another", async () => {
    const first = await renderLetter(letter, head);
    expect(Buffer.compare(first, await renderLetter({ ...letter }, head))).toBe(0);
    expect(Buffer.compare(first, await renderLetter({ ...letter, number: "013/PB/2026" }, head))).not.toBe(0);
  });

  it("is marked as a simulation on every page, and only when it is one", async () => {
    expect(await textOf()).not.toContain("SIMULASI");
    const notes = Array.from({ length: 120 }, (_, index) => `Catatan ${index + 1}`);
    const pages = readPdfPages(await renderLetter({ ...letter, notes, isSimulated: true }, head));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain("SIMULASI");
  });

  it("keeps the signatures together on one page, however long the notes are", async () => {
    for (let notesCount = 0; notesCount <= 40; notesCount += 3) {
      const notes = Array.from({ length: notesCount }, (_, index) => `Catatan ${index + 1}`);
      const pages = readPdfPages(await renderLetter({ ...letter, notes }, head));
      const signed = pages.filter((page) => /Desa Contoh,|Operator KTP-el|\(operator-1\)|\(kasi-1\)/.test(page));
      expect(signed).toHaveLength(1);
      expect(pages.length).toBeLessThanOrEqual(2);
      expect(pages.join("\n").match(/Catatan/g) ?? []).toHaveLength(notesCount);
    }
  });

  it("breaks a long table between its rows", async () => {
    const rows = Array.from({ length: 60 }, (_, index): [string, string] => [
      `Baris ${index + 1}`,
      `nilai ${index + 1}`,
    ]);
    const pages = readPdfPages(await renderLetter({ ...letter, rows }, head));
    expect(pages.length).toBe(2);
    for (const [label, value] of rows) {
      expect(pages.some((page) => `${page}\n`.includes(`${label}\n:\n${value}\n`))).toBe(true);
    }
  });

  it("takes any name, also one that the font cannot write", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (name) => {
        const pdf = await renderLetter({ ...letter, rows: [["Nama", name]] }, head);
        expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
      }),
      { numRuns: 15 },
    );
  });

  it("needs no signature to be drawn", async () => {
    expect(await textOf({ signatures: [] })).toContain("Desa Contoh");
  });
});

it("hides all of a NIK but its region and its last two digits", () => {
  expect(maskNik("9901014505900001")).toBe("990101••••••••01");
});
