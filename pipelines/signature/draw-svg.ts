import { frameInk, renderPxPerMm } from "./frame-ink.ts";
import { type Nib, turnBetween } from "./smooth-line.ts";

/** More than this turned at once is a corner, with a round joint. */
const cornerRad = 0.7;
/** A bend whose radius is not larger than this many nibs would fold the line's inner side. */
const foldRatio = 1.1;
/** Coordinates count hundredths of a millimetre. */
const perMm = 100;

/**
 * The lines as one filled path: smooth outlines whose width is the nib's, round at ends and corners. Millimetres, the
 * same frame as `renderInk`. Holds nothing but the path; the same lines give the same text. Empty lines give a picture
 * without a path.
 */
export function drawSvg(lines: readonly (readonly Nib[])[]): string {
  const frame = frameInk(lines) ?? { leftMm: 0, topMm: 0, widthPx: 1, heightPx: 1 };
  const width = (frame.widthPx / renderPxPerMm).toFixed(3);
  const height = (frame.heightPx / renderPxPerMm).toFixed(3);
  const runs = lines.flatMap(splitAtCorners);
  const outlines = runs.map((run) => outlineRun(run, frame.leftMm, frame.topMm)).join("");
  const path = outlines === "" ? "" : `<path d="${outlines}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">${path}</svg>`;
}

function splitAtCorners(line: readonly Nib[]): (readonly Nib[])[] {
  const runs: (readonly Nib[])[] = [];
  let start = 0;
  for (let index = 1; index + 1 < line.length; index += 1) {
    const [before, here, after] = [line[index - 1], line[index], line[index + 1]];
    if (before === undefined || here === undefined || after === undefined) break;
    const turn = turnBetween(before, here, after);
    const shorterMm = Math.min(lengthOf(before, here), lengthOf(here, after));
    if (turn < cornerRad && turn * here.radiusMm * foldRatio < shorterMm) continue;
    runs.push(line.slice(start, index + 1));
    start = index;
  }
  runs.push(line.slice(start));
  return runs.filter((run) => run.length > 0);
}

/** One side along the run, half a circle round its end, back along the other side, half a circle round its begin. */
function outlineRun(run: readonly Nib[], leftMm: number, topMm: number): string {
  const pen = createPen();
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return "";
  const place = (nib: Nib) => ({ ...nib, xMm: nib.xMm - leftMm, yMm: nib.yMm - topMm });
  const nibs = run.map(place);
  const ways = nibs.map((_, index) => directionAt(nibs, index));
  const side = (sign: 1 | -1): Edge[] =>
    nibs.map(({ xMm, yMm, radiusMm }, index) => {
      const { x, y } = ways[index] ?? { x: 1, y: 0 };
      return { x: xMm - sign * y * radiusMm, y: yMm + sign * x * radiusMm, wayX: sign * x, wayY: sign * y };
    });
  const there = side(1);
  const back = side(-1).reverse();
  pen.moveTo(there[0]);
  for (let index = 1; index < there.length; index += 1) pen.bendTo(there[index - 1], there[index]);
  pen.roundTo(back[0], last.radiusMm);
  for (let index = 1; index < back.length; index += 1) pen.bendTo(back[index - 1], back[index]);
  pen.roundTo(there[0], first.radiusMm);
  return `${pen.text()}z`;
}

/** A place on the outline, and the direction in which the outline passes it. */
type Edge = { readonly x: number; readonly y: number; readonly wayX: number; readonly wayY: number };

function directionAt(nibs: readonly Nib[], index: number): { readonly x: number; readonly y: number } {
  const before = nibs[Math.max(0, index - 1)];
  const after = nibs[Math.min(nibs.length - 1, index + 1)];
  if (before === undefined || after === undefined) return { x: 1, y: 0 };
  const length = lengthOf(before, after);
  return length === 0 ? { x: 1, y: 0 } : { x: (after.xMm - before.xMm) / length, y: (after.yMm - before.yMm) / length };
}

function lengthOf(from: Nib, to: Nib): number {
  return Math.hypot(to.xMm - from.xMm, to.yMm - from.yMm);
}

/** Writes relative commands in whole hundredths and keeps count of them, so that rounding never adds up. */
function createPen() {
  const parts: string[] = [];
  let x = 0;
  let y = 0;
  const step = (toX: number, toY: number) =>
    `${write(Math.round(toX * perMm) - x)} ${write(Math.round(toY * perMm) - y)}`;
  const arrive = (edge: Edge) => {
    x = Math.round(edge.x * perMm);
    y = Math.round(edge.y * perMm);
  };
  return {
    moveTo: (edge: Edge | undefined) => {
      if (edge === undefined) return;
      arrive(edge);
      parts.push(`M${write(x)} ${write(y)}`);
    },
    bendTo: (from: Edge | undefined, to: Edge | undefined) => {
      if (from === undefined || to === undefined) return;
      const reach = Math.hypot(to.x - from.x, to.y - from.y) / 3;
      const start = step(from.x + from.wayX * reach, from.y + from.wayY * reach);
      const end = step(to.x - to.wayX * reach, to.y - to.wayY * reach);
      parts.push(`c${start} ${end} ${step(to.x, to.y)}`);
      arrive(to);
    },
    roundTo: (edge: Edge | undefined, radiusMm: number) => {
      if (edge === undefined) return;
      const radius = write(Math.round(radiusMm * perMm));
      parts.push(`a${radius} ${radius} 0 0 0 ${step(edge.x, edge.y)}`);
      arrive(edge);
    },
    text: () => parts.join(""),
  };
}

function write(hundredths: number): string {
  return String(hundredths / perMm);
}
