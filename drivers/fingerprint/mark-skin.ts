import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerSkin } from "./grow-ridges.ts";
import { readRelief } from "./read-relief.ts";
import { createSmoothField, renderSmoothField } from "./smooth-field.ts";

const poreSpacingPx = 10;
/** Ridges waver sideways, and their height varies over the length of a ridge unit (about one to a pore) and below it. */
const waverPx = 0.75;
const waverCellPx = 7;
const unitDepth = 0.3;
const unitCellPx = 7;
const roughDepth = 0.15;
const roughCellPx = 3.5;

/** Unevenness that the ridges keep from one touch to the next. */
export function roughen(random: Random, { widthPx, heightPx, relief }: FingerSkin): void {
  const draw = (name: string, cellPx: number) => renderSmoothField(random.fork(name), widthPx, heightPx, cellPx);
  const besides = draw("besides", waverCellPx);
  const along = draw("along", waverCellPx);
  const units = draw("units", unitCellPx);
  const rough = draw("rough", roughCellPx);
  const straight = { widthPx, heightPx, relief: relief.slice() };
  for (let y = 0, at = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1, at += 1) {
      const ridge = readRelief(straight, x + waverPx * (besides[at] ?? 0), y + waverPx * (along[at] ?? 0));
      relief[at] = ridge + unitDepth * (units[at] ?? 0) + roughDepth * (rough[at] ?? 0);
    }
  }
}

/** Dots along the ridges' tops where sweat glands open, three or four to a square millimetre. */
export function openPores(random: Random, { widthPx, heightPx, relief }: FingerSkin): void {
  const edge = 4;
  for (let row = edge; row < heightPx - edge; row += poreSpacingPx) {
    for (let column = edge; column < widthPx - edge; column += poreSpacingPx) {
      let x = Math.min(widthPx - edge, column + random.integer(0, poreSpacingPx - 1));
      let y = Math.min(heightPx - edge, row + random.integer(0, poreSpacingPx - 1));
      const depth = random.between(0.2, 1.2);
      [x, y] = climb({ widthPx, relief }, x, y);
      const at = y * widthPx + x;
      if ((relief[at] ?? 0) < 0.7) continue;
      for (const [dx, dy, share] of poreShape) {
        const near = at + dy * widthPx + dx;
        relief[near] = (relief[near] ?? 0) - depth * share;
      }
    }
  }
}

const poreShape: readonly (readonly [number, number, number])[] = [
  [0, 0, 1],
  [1, 0, 0.6],
  [-1, 0, 0.6],
  [0, 1, 0.6],
  [0, -1, 0.6],
];

/** A few pixels uphill, at most to where a pore's shape still fits. */
function climb({ widthPx, relief }: Pick<FingerSkin, "widthPx" | "relief">, x: number, y: number): [number, number] {
  let at = y * widthPx + x;
  for (let step = 0; step < 3; step += 1) {
    let best = at;
    for (const near of [at - 1, at + 1, at - widthPx, at + widthPx]) {
      if ((relief[near] ?? -1) > (relief[best] ?? -1)) best = near;
    }
    at = best;
  }
  return [at % widthPx, Math.floor(at / widthPx)];
}

/** Fold lines, more across the finger than along it. */
export function drawCreases(random: Random, skin: FingerSkin, count: number | null): void {
  const drawn = random.next();
  const natural = drawn < 0.6 ? 0 : drawn < 0.8 ? 1 : drawn < 0.92 ? 2 : 4;
  for (let crease = 0; crease < (count ?? natural); crease += 1) {
    cutLine(random, skin, {
      lengthPx: random.between(40, 170),
      halfWidthPx: random.between(0.8, 2.4),
      headingRad: random.normal(0, 0.35),
      depth: random.between(0.7, 1.9),
      slipPx: 0,
    });
  }
}

/** Cuts in any direction, without ridges and with the ridges of either side out of step. */
export function drawScars(random: Random, skin: FingerSkin, count: number): void {
  for (let scar = 0; scar < count; scar += 1) {
    cutLine(random, skin, {
      lengthPx: random.between(60, 200),
      halfWidthPx: random.between(2, 4.5),
      headingRad: random.between(0, Math.PI),
      depth: random.between(2, 3),
      slipPx: random.between(2, 4.5),
    });
  }
}

type Cut = {
  readonly lengthPx: number;
  readonly halfWidthPx: number;
  readonly headingRad: number;
  readonly depth: number;
  readonly slipPx: number;
};

/** Within this distance of a scar the ridges are pulled towards it. */
const slipReachPx = 14;

/** A bent line through a random place, deepest in its middle and tapering to its ends. */
function cutLine(random: Random, skin: FingerSkin, cut: Cut): void {
  const { widthPx, heightPx, relief } = skin;
  const middleX = widthPx / 2 + random.between(-100, 100);
  const middleY = heightPx / 2 + random.between(-130, 130);
  const bend = random.normal(0, 0.0022);
  const cosine = Math.cos(cut.headingRad);
  const sine = Math.sin(cut.headingRad);
  const ragged = createSmoothField(random.fork("ragged"), cut.lengthPx, 1, 9);
  const before = cut.slipPx === 0 ? relief : relief.slice();
  const reach = Math.ceil(cut.lengthPx / 2 + slipReachPx);
  const top = Math.max(1, Math.floor(middleY - reach));
  const bottom = Math.min(heightPx - 2, Math.ceil(middleY + reach));
  const left = Math.max(1, Math.floor(middleX - reach));
  const right = Math.min(widthPx - 2, Math.ceil(middleX + reach));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const along = cosine * (x - middleX) + sine * (y - middleY);
      const taper = 1 - ((2 * along) / cut.lengthPx) ** 2;
      if (taper <= 0) continue;
      const across = -sine * (x - middleX) + cosine * (y - middleY) - bend * along * along;
      const distance = Math.abs(across);
      if (distance > slipReachPx) continue;
      const at = y * widthPx + x;
      const slip = cut.slipPx * taper * (1 - distance / slipReachPx) * Math.sign(across);
      const from = at + Math.round(slip * cosine) + Math.round(slip * sine) * widthPx;
      const halfWidth = cut.halfWidthPx * (0.4 + 0.6 * taper) * (1 + 0.25 * ragged(along + cut.lengthPx / 2, 0));
      const profile = Math.min(1, Math.max(0, halfWidth + 0.7 - distance));
      relief[at] = (before[from] ?? 0) - cut.depth * Math.sqrt(taper) * profile;
    }
  }
}

/** Rubs the ridges off in patches and leaves scratches and grain in their place. */
export function wearDown(random: Random, skin: FingerSkin, ratio: number): void {
  if (ratio <= 0) return;
  const { widthPx, heightPx, relief } = skin;
  const patches = renderSmoothField(random.fork("patches"), widthPx, heightPx, 34);
  const grain = renderSmoothField(random.fork("grain"), widthPx, heightPx, 3);
  for (let at = 0; at < relief.length; at += 1) {
    const worn = Math.min(0.9, Math.max(0, 1.1 * ratio + 0.5 * ratio * (patches[at] ?? 0)));
    relief[at] = (relief[at] ?? 0) * (1 - worn) + 0.75 * worn * (grain[at] ?? 0);
  }
  drawCreases(random.fork("scratches"), skin, Math.round(14 * ratio));
}
