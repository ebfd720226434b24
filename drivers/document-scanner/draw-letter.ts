import type { Random } from "../../runtime/kernel/random.ts";
import { a4Mm, type DrawnSheet, drawFrame, drawLine } from "./drawn-sheet.ts";
import { makeLines, makeWords } from "./made-up-words.ts";
import type { SheetNumbers } from "./sheet-numbers.ts";
import { drawText } from "./stroke-letters.ts";

const leftMm = 25;
const rightMm = a4Mm.short - 20;
const lineLetters = 58;

/** A letter: letterhead, title, two paragraphs, a signature. */
export function drawLetter(title: string, random: Random): DrawnSheet {
  const svg = [
    ...drawLetterhead(title, random),
    ...drawParagraph(86, makeLines(random, 9, lineLetters)),
    ...drawParagraph(154, makeLines(random, 6, lineLetters)),
    ...drawSignature(random),
  ].join("");
  return { widthMm: a4Mm.short, heightMm: a4Mm.long, paperColour: "#fbfbf9", svg };
}

const fields = [
  "Nama",
  "NIK",
  "Tempat lahir",
  "Alamat",
  "RT/RW",
  "Desa",
  "Kecamatan",
  "Pekerjaan",
  "Keperluan",
] as const;

/** A form: letterhead, title, labelled lines filled in, boxes, a signature. */
export function drawForm(title: string, random: Random, takeNumber: SheetNumbers): DrawnSheet {
  const boxes = Array.from({ length: 5 }, (_, index) => 186 + index * 5.5);
  const svg = [
    ...drawLetterhead(title, random),
    ...fields.flatMap((field, index) => {
      const y = 84 + index * 11;
      const value = field === "NIK" ? takeNumber() : makeWords(random, 3);
      return [
        drawText(field, { x: leftMm, y, height: 3 }),
        drawText(value, { x: 75, y: y - 0.5, height: 3.4 }),
        drawLine([73, y + 5], [rightMm, y + 5], 0.25),
      ];
    }),
    ...boxes.flatMap((y) => [
      drawFrame({ x: leftMm, y, width: 3.4, height: 3.4 }, 0.3),
      drawText(makeWords(random, 4), { x: leftMm + 7, y: y + 0.3, height: 2.6 }),
    ]),
    ...drawSignature(random),
  ].join("");
  return { widthMm: a4Mm.short, heightMm: a4Mm.long, paperColour: "#fbfbf9", svg };
}

function drawLetterhead(title: string, random: Random): string[] {
  const x = a4Mm.short / 2;
  return [
    drawText("Desa contoh", { x, y: 18, height: 6, anchor: "middle", weight: 0.16 }),
    drawText(`Jalan ${makeWords(random, 2)} no. ${random.integer(1, 99)}`, { x, y: 29, height: 3, anchor: "middle" }),
    drawLine([leftMm, 38], [rightMm, 38], 1),
    drawText(title, { x, y: 50, height: 5.5, anchor: "middle", weight: 0.15 }),
    drawText(`Nomor ${random.integer(100, 999)}/${random.integer(10, 99)}`, { x, y: 61, height: 3, anchor: "middle" }),
  ];
}

function drawParagraph(topMm: number, lines: readonly string[]): string[] {
  return lines.map((line, index) => drawText(line, { x: leftMm, y: topMm + index * 7, height: 3 }));
}

function drawSignature(random: Random): string[] {
  const curls = Array.from({ length: 7 }, (_, index) => {
    const [x, y] = [140 + index * 5, 240];
    return `Q${x + random.between(-4, 4)} ${y + random.between(-11, 8)} ${x + 4} ${y + random.between(-4, 4)}`;
  });
  return [
    drawText("Hormat kami", { x: 138, y: 222, height: 3 }),
    `<path d="M138 241${curls.join("")}" fill="none" stroke="currentColor" stroke-width="0.5"/>`,
    drawText(makeWords(random, 2), { x: 138, y: 254, height: 3 }),
  ];
}
