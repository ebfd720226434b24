import sharp from "sharp";
import { drawFrame, drawLine } from "../../../drivers/document-scanner/drawn-sheet.ts";
import { makeWords } from "../../../drivers/document-scanner/made-up-words.ts";
import { drawText } from "../../../drivers/document-scanner/stroke-letters.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";

export type PrintedPage = { readonly about: string; readonly image: PageImage };

type Plan = {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly rows: number;
  readonly letterMm: number;
  readonly titleMm: number;
  readonly layout: "text" | "list" | "table";
  readonly turnDeg: number;
  readonly resolutionPpi: number;
  readonly blurPx: number;
};

const marginMm = 10;

/** Some paper that nobody signed: lines of text, a list of names and numbers, or a table, on a slip or a whole sheet. */
export async function printPage(seed: string): Promise<PrintedPage> {
  const random = createRandom(seed);
  const [widthMm, heightMm] = random.pick<readonly [number, number]>([
    [210, 297],
    [210, 148],
    [148, 105],
    [110, 75],
  ]);
  const letterMm = random.between(1.9, 3.4);
  const room = Math.floor((heightMm - 2 * marginMm - 16) / (2.1 * letterMm));
  const plan: Plan = {
    ...{ widthMm, heightMm, letterMm },
    rows: random.integer(2, Math.max(3, Math.min(room, 26))),
    titleMm: random.pick([letterMm, 4.5, 6]),
    layout: random.pick(["text", "list", "table"]),
    turnDeg: random.between(-2, 2),
    resolutionPpi: random.pick([200, 300]),
    blurPx: random.between(0.3, 0.8),
  };
  const about = `${seed}: ${plan.rows} rows of ${plan.letterMm.toFixed(1)} mm, ${plan.layout}, ${widthMm} × ${heightMm}`;
  return { about, image: await scan(drawPlan(plan, random), plan, random) };
}

function drawPlan(plan: Plan, random: Random): string {
  const { widthMm, rows, letterMm, titleMm, layout } = plan;
  const pitchMm = 2.1 * letterMm;
  const topMm = marginMm + titleMm + 5;
  const letters = Math.max(8, Math.floor((widthMm - 2 * marginMm) / (1.05 * letterMm)));
  const lines = Array.from({ length: rows }, (_, row) => drawRow(plan, random, { y: topMm + row * pitchMm, letters }));
  return [
    drawText(makeWords(random, 2), { x: widthMm / 2, y: marginMm, height: titleMm, anchor: "middle", weight: 0.15 }),
    ...lines,
    ...(layout === "table" ? drawTable(plan, topMm - letterMm / 2, pitchMm) : []),
  ].join("");
}

type Place = { readonly y: number; readonly letters: number };

function drawRow({ widthMm, letterMm, layout }: Plan, random: Random, { y, letters }: Place): string {
  const text = makeWords(random, 14);
  const height = letterMm;
  if (layout === "text") return drawText(text.slice(0, letters), { x: marginMm, y, height });
  const number = Array.from({ length: 16 }, () => random.integer(0, 9)).join("");
  return (
    drawText(text.slice(0, Math.floor(letters * 0.35)), { x: marginMm + 1, y, height }) +
    drawText(number.slice(0, Math.floor(letters * 0.4)), { x: widthMm * 0.55, y, height })
  );
}

function drawTable({ widthMm, rows }: Plan, topMm: number, pitchMm: number): string[] {
  const box = { x: marginMm, y: topMm, width: widthMm - 2 * marginMm, height: rows * pitchMm };
  const inner = Array.from({ length: rows - 1 }, (_, row) => topMm + (row + 1) * pitchMm);
  const uprights = [0.5, 0.8].map((share) => marginMm + share * box.width);
  return [
    drawFrame(box, 0.3),
    ...inner.map((y) => drawLine([box.x, y], [box.x + box.width, y], 0.25)),
    ...uprights.map((x) => drawLine([x, topMm], [x, topMm + box.height], 0.25)),
  ];
}

async function scan(drawing: string, plan: Plan, random: Random): Promise<PageImage> {
  const { widthMm, heightMm, turnDeg, resolutionPpi, blurPx } = plan;
  const toPx = (mm: number) => Math.round((mm / 25.4) * resolutionPpi);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${toPx(widthMm)}" height="${toPx(heightMm)}" viewBox="0 0 ${widthMm} ${heightMm}"><rect width="${widthMm}" height="${heightMm}" fill="#f7f6f2"/><g color="#1c1c22" transform="rotate(${turnDeg} ${widthMm / 2} ${heightMm / 2})">${drawing}</g></svg>`;
  const file = await sharp(Buffer.from(svg)).removeAlpha().blur(blurPx).jpeg({ quality: 85 }).toBuffer();
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(data);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = Math.max(0, Math.min(255, (pixels[index] ?? 0) + random.integer(-3, 3)));
  }
  return { widthPx: info.width, heightPx: info.height, resolutionPpi, pixels };
}
