import type { Random } from "../../runtime/kernel/random.ts";
import { drawLine, type InkLayer, type Place } from "./ink-layer.ts";
import type { PaperScene } from "./paper-scene.ts";

/** What was on the sheet before anybody signed, and the stamp that came after; each on its own layer. */
export function printForm(layer: InkLayer, { form, sheetWidthMm, sheetHeightMm, resolutionPpi }: PaperScene): void {
  const pxPerMm = resolutionPpi / 25.4;
  const line = (fromX: number, fromY: number, toX: number, toY: number, widthMm = 0.3) =>
    drawLine(
      layer,
      { x: fromX * pxPerMm, y: fromY * pxPerMm },
      { x: toX * pxPerMm, y: toY * pxPerMm },
      { radiusPx: (widthMm / 2) * pxPerMm, density: () => 1 },
    );
  if (form === "lines" || form === "squares") {
    const step = form === "lines" ? 8 : 5;
    for (let y = step; y < sheetHeightMm; y += step) line(0, y, sheetWidthMm, y, 0.2);
    if (form === "squares") for (let x = step; x < sheetWidthMm; x += step) line(x, 0, x, sheetHeightMm, 0.2);
  }
  const [left, top, right, bottom] = [12, 10, sheetWidthMm - 12, sheetHeightMm - 10];
  if (form === "box") {
    line(left, top, right, top);
    line(left, bottom, right, bottom);
    line(left, top, left, bottom);
    line(right, top, right, bottom);
  }
  if (form === "name") {
    for (let x = left + 12; x < right - 12; x += 1.4) line(x, bottom - 3, x + 0.1, bottom - 3, 0.35);
    printWord({ x: left + 16, y: bottom + 4 }, 22, line);
    printWord({ x: left + 20, y: 5 }, 18, line);
  }
}

/** Stands for printed letters: uprights and bars in a row. */
function printWord(
  at: Place,
  letters: number,
  line: (fromX: number, fromY: number, toX: number, toY: number, widthMm: number) => void,
): void {
  for (let letter = 0; letter < letters; letter += 1) {
    if (letter % 7 === 5) continue;
    const x = at.x + letter * 2.1;
    line(x, at.y - 2.4, x, at.y, 0.3);
    if (letter % 3 !== 1) line(x, at.y - 2.4, x + 1.2, at.y - 2.4, 0.3);
    if (letter % 2 === 0) line(x + 1.2, at.y - 2.4, x + 1.2, at.y, 0.3);
    if (letter % 4 < 2) line(x, at.y - 1.2, x + 1.2, at.y - 1.2, 0.3);
  }
}

/** Two rings with letters between them and words inside; the rubber takes ink unevenly. */
export function pressStamp(layer: InkLayer, centre: Place, radiusPx: number, random: Random): void {
  const waves = Array.from({ length: 5 }, () => ({
    x: random.normal(0, 3 / radiusPx),
    y: random.normal(0, 3 / radiusPx),
    phase: random.between(0, 6.3),
  }));
  const density = (x: number, y: number) =>
    0.68 + 0.13 * waves.reduce((sum, wave) => sum + Math.sin(wave.x * x + wave.y * y + wave.phase), 0) * 0.8;
  const stroke = (fromX: number, fromY: number, toX: number, toY: number, width: number) =>
    drawLine(
      layer,
      { x: centre.x + fromX * radiusPx, y: centre.y + fromY * radiusPx },
      { x: centre.x + toX * radiusPx, y: centre.y + toY * radiusPx },
      { radiusPx: (width * radiusPx) / 2, density: (x, y) => Math.max(0.15, Math.min(1, density(x, y))) },
    );
  const steps = 120;
  for (let step = 0; step < steps; step += 1) {
    const [from, to] = [(step / steps) * 2 * Math.PI, ((step + 1) / steps) * 2 * Math.PI];
    for (const [ring, width] of [
      [0.97, 0.05],
      [0.6, 0.03],
    ] as const) {
      stroke(ring * Math.cos(from), ring * Math.sin(from), ring * Math.cos(to), ring * Math.sin(to), width);
    }
  }
  for (let letter = 0; letter < 26; letter += 1) {
    const angle = (letter / 26) * 2 * Math.PI;
    const at = (along: number, out: number): [number, number] => [
      (0.78 + out) * Math.cos(angle + along),
      (0.78 + out) * Math.sin(angle + along),
    ];
    stroke(...at(-0.05, -0.09), ...at(-0.05, 0.09), 0.035);
    if (random.next() < 0.7) stroke(...at(0.05, -0.09), ...at(0.05, 0.09), 0.035);
    if (random.next() < 0.7) stroke(...at(-0.05, 0.09), ...at(0.05, 0.09), 0.035);
  }
  for (const row of [-0.25, 0, 0.25]) {
    for (let x = -0.42; x < 0.42; x += 0.12) {
      stroke(x, row - 0.06, x, row + 0.06, 0.03);
      if (random.next() < 0.6) stroke(x, row - 0.06, x + 0.07, row - 0.06, 0.03);
    }
  }
}
