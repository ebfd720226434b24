import type { Random } from "../../runtime/kernel/random.ts";
import { a4Mm, type DrawnSheet, drawFrame } from "./drawn-sheet.ts";
import { makeWords } from "./made-up-words.ts";
import type { SheetNumbers } from "./sheet-numbers.ts";
import { drawText } from "./stroke-letters.ts";

/** ISO/IEC 7810 ID-1, at the place where a copier puts it. */
const card = { x: 62, y: 45, width: 85.6, height: 53.98 } as const;
const labels = ["Nama", "Lahir", "Alamat", "RT/RW", "Desa", "Agama", "Status", "Pekerjaan"] as const;

/** A copy of an identity card, alone on a sheet: labelled lines and the outline of a person who is nobody. */
export function drawIdentityCard(random: Random, takeNumber: SheetNumbers): DrawnSheet {
  const { x, y } = card;
  const photo = { x: x + 62, y: y + 14, width: 19, height: 25 };
  const svg = [
    drawFrame(card, 0.4),
    drawText("Provinsi contoh", { x: x + card.width / 2, y: y + 3, height: 2.4, anchor: "middle", weight: 0.16 }),
    drawText(`NIK : ${takeNumber()}`, { x: x + 4, y: y + 8.5, height: 3, weight: 0.14 }),
    ...labels.map((label, index) =>
      drawText(`${label.padEnd(10)}: ${makeWords(random, 2)}`.slice(0, 30), {
        x: x + 4,
        y: y + 15 + index * 4.4,
        height: 1.9,
      }),
    ),
    drawFrame(photo, 0.3),
    `<circle cx="${photo.x + 9.5}" cy="${photo.y + 9}" r="4.5" fill="currentColor" fill-opacity="0.5"/>`,
    `<path d="M${photo.x + 1} ${photo.y + 25}a8.5 9.5 0 0 1 17 0Z" fill="currentColor" fill-opacity="0.5"/>`,
  ].join("");
  return { widthMm: a4Mm.short, heightMm: a4Mm.long, paperColour: "#fafafa", svg };
}
