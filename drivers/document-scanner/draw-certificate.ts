import type { Random } from "../../runtime/kernel/random.ts";
import { a4Mm, type DrawnSheet, drawFrame, drawLine } from "./drawn-sheet.ts";
import { makeLines, makeWords } from "./made-up-words.ts";
import type { SheetNumbers } from "./sheet-numbers.ts";
import { drawText } from "./stroke-letters.ts";

const middleMm = a4Mm.short / 2;

/** A sheet like a certificate: a double frame, a seal, a large title, a few centred lines and a signature. */
export function drawCertificate(title: string, random: Random, takeNumber: SheetNumbers): DrawnSheet {
  const centred = (text: string, y: number, height: number) =>
    drawText(text, { x: middleMm, y, height, anchor: "middle" });
  const svg = [
    drawFrame({ x: 12, y: 12, width: a4Mm.short - 24, height: a4Mm.long - 24 }, 1.2),
    drawFrame({ x: 15, y: 15, width: a4Mm.short - 30, height: a4Mm.long - 30 }, 0.4),
    drawSeal(middleMm, 38),
    centred("Kutipan contoh", 58, 4),
    drawText(title, { x: middleMm, y: 67, height: 8, anchor: "middle", weight: 0.16 }),
    centred(`Nomor ${takeNumber()}`, 81, 3.5),
    ...makeLines(random, 4, 46).map((line, index) => centred(line, 98 + index * 8, 3)),
    centred(makeWords(random, 2), 136, 5.5),
    ...makeLines(random, 6, 46).map((line, index) => centred(line, 152 + index * 8, 3)),
    drawText("Pejabat contoh", { x: 125, y: 215, height: 3 }),
    drawLine([125, 250], [175, 250], 0.4),
    drawSeal(130, 236),
  ].join("");
  return { widthMm: a4Mm.short, heightMm: a4Mm.long, paperColour: "#faf6ea", svg };
}

/** A ring of rays: no state's emblem. */
function drawSeal(x: number, y: number): string {
  const rays = Array.from({ length: 24 }, (_, index) => {
    const angle = (index * Math.PI) / 12;
    const at = (radius: number): [number, number] => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    return drawLine(at(6), at(10), 0.5);
  });
  return `<circle cx="${x}" cy="${y}" r="11" fill="none" stroke="currentColor" stroke-width="0.6"/>${rays.join("")}`;
}
