import type { Random } from "../../runtime/kernel/random.ts";
import { a4Mm, type DrawnSheet, drawFrame, drawLine } from "./drawn-sheet.ts";
import { makeWords } from "./made-up-words.ts";
import type { SheetNumbers } from "./sheet-numbers.ts";
import { drawText } from "./stroke-letters.ts";

const table = { x: 14, width: 269, headMm: 9, rowMm: 7.5 } as const;
const members = 4;
/** Where each column begins, as a share of the table's width. */
const upperColumns = ["no", "nama", "nik", "kelamin", "lahir di", "tanggal", "agama", "pekerjaan"] as const;
const upperStarts = [0, 0.04, 0.25, 0.46, 0.55, 0.67, 0.78, 0.87] as const;
const lowerColumns = ["no", "status", "hubungan", "negara", "ayah", "ibu"] as const;
const lowerStarts = [0, 0.04, 0.2, 0.36, 0.52, 0.76] as const;

/** A sheet like a family card: landscape, a number, the head's address, two tables of the members. */
export function drawFamilyCard(random: Random, takeNumber: SheetNumbers): DrawnSheet {
  const svg = [
    drawText("Kartu Keluarga", { x: a4Mm.long / 2, y: 12, height: 8, anchor: "middle", weight: 0.16 }),
    drawText(`No. ${takeNumber()}`, { x: a4Mm.long / 2, y: 24, height: 4.5, anchor: "middle" }),
    ...["Kepala keluarga", "Alamat", "RT/RW", "Desa"].map((label, index) =>
      drawText(`${label.padEnd(16)}: ${makeWords(random, 2)}`, { x: table.x, y: 38 + index * 6, height: 3 }),
    ),
    drawTable(66, { heads: upperColumns, starts: upperStarts }, random, takeNumber),
    drawTable(116, { heads: lowerColumns, starts: lowerStarts }, random, takeNumber),
    drawText("Kepala keluarga", { x: 30, y: 166, height: 3 }),
    drawText("Kepala dinas", { x: 215, y: 166, height: 3 }),
    drawLine([30, 192], [75, 192], 0.4),
    drawLine([215, 192], [260, 192], 0.4),
  ].join("");
  return { widthMm: a4Mm.long, heightMm: a4Mm.short, paperColour: "#f4f8f6", svg };
}

type Columns = { readonly heads: readonly string[]; readonly starts: readonly number[] };

function drawTable(top: number, { heads, starts }: Columns, random: Random, takeNumber: SheetNumbers): string {
  const height = table.headMm + members * table.rowMm;
  const left = (column: number) => table.x + (starts[column] ?? 1) * table.width;
  const rules = Array.from({ length: members }, (_, row) => top + table.headMm + row * table.rowMm);
  return [
    drawFrame({ x: table.x, y: top, width: table.width, height }, 0.4),
    ...rules.map((y) => drawLine([table.x, y], [table.x + table.width, y], 0.3)),
    ...starts.slice(1).map((_, column) => drawLine([left(column + 1), top], [left(column + 1), top + height], 0.3)),
    ...heads.map((head, column) => drawText(head, { x: left(column) + 1.5, y: top + 3, height: 2.4, weight: 0.16 })),
    ...rules.flatMap((y, row) =>
      heads.map((head, column) => {
        const cell =
          head === "no" ? `${row + 1}` : head === "nik" ? takeNumber() : makeWords(random, head === "nama" ? 2 : 1);
        return drawText(cell, { x: left(column) + 1.5, y: y + 2.5, height: 2.4 });
      }),
    ),
  ].join("");
}
