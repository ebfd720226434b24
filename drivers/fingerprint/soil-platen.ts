import type { Random } from "../../runtime/kernel/random.ts";
import type { Platen } from "./press-skin.ts";
import type { Smudge } from "./slap-scene.ts";
import { createSmoothField } from "./smooth-field.ts";

/** Wipes a streaky smear over the platen: dark and uneven, with no ridges in it. */
export function smear(random: Random, platen: Platen, smudge: Smudge): void {
  const { widthPx, heightPx, pixelsPerMm, darkness } = platen;
  const middleX = (smudge.xRatio * widthPx) / pixelsPerMm;
  const middleY = (smudge.yRatio * heightPx) / pixelsPerMm;
  const angle = (smudge.angleDeg * Math.PI) / 180;
  const reach = 1.3 * Math.max(smudge.halfLengthMm, smudge.halfWidthMm);
  const uneven = createSmoothField(random.fork("uneven"), 2 * reach, 2 * reach, 2.5);
  const streaks = createSmoothField(random.fork("streaks"), 2 * reach, 1, random.between(0.5, 1.6));
  forEachNear(platen, { x: middleX, y: middleY, reach }, (at, dx, dy) => {
    const across = Math.cos(angle) * dx + Math.sin(angle) * dy;
    const along = -Math.sin(angle) * dx + Math.cos(angle) * dy;
    const distance = Math.hypot(across / smudge.halfWidthMm, along / smudge.halfLengthMm);
    const inside = Math.min(1, Math.max(0, (1.1 + 0.15 * uneven(dx + reach, dy + reach) - distance) * 2.5));
    if (inside <= 0) return;
    const texture = 0.75 + 0.16 * uneven(dx + reach, dy + reach) + 0.14 * streaks(across + reach, 0);
    const dark = smudge.strengthRatio * inside * Math.min(1, Math.max(0, texture));
    darkness[at] = Math.max(darkness[at] ?? 0, dark);
  });
}

/** Strews specks and hairs. */
export function strewDirt(random: Random, platen: Platen, count: number): void {
  const { widthPx, heightPx, pixelsPerMm } = platen;
  for (let piece = 0; piece < count; piece += 1) {
    const isHair = random.next() < 0.2;
    let x = random.between(0, widthPx / pixelsPerMm);
    let y = random.between(0, heightPx / pixelsPerMm);
    let heading = random.between(0, 2 * Math.PI);
    const bend = random.normal(0, 0.06);
    const radius = isHair ? random.between(0.06, 0.12) : random.between(0.08, 0.7);
    const steps = isHair ? random.integer(60, 240) : 1;
    const dark = random.between(0.4, 1);
    for (let step = 0; step < steps; step += 1) {
      stamp(platen, { x, y, reach: radius }, dark);
      heading += bend;
      x += 0.1 * Math.cos(heading);
      y += 0.1 * Math.sin(heading);
    }
  }
}

/** Lays a veil around all that is on the platen, thinning out over some millimetres. */
export function breatheAround(random: Random, platen: Platen, ratio: number): void {
  const { widthPx, heightPx, pixelsPerMm, darkness } = platen;
  const cellPx = Math.max(1, Math.round(pixelsPerMm / 2));
  const columns = Math.ceil(widthPx / cellPx);
  const cellOf = (x: number, y: number) => Math.floor(y / cellPx) * columns + Math.floor(x / cellPx);
  const veil = new Float32Array(columns * Math.ceil(heightPx / cellPx));
  darkness.forEach((dark, at) => {
    if (dark > 0.4) veil[cellOf(at % widthPx, Math.floor(at / widthPx))] = 1;
  });
  for (let round = 0; round < 3; round += 1) spread(veil, columns, veil.length / columns, 4);
  const uneven = createSmoothField(random, widthPx / pixelsPerMm, heightPx / pixelsPerMm, 6);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const own = veil[cellOf(x, y)] ?? 0;
      if (own < 0.01) continue;
      const at = y * widthPx + x;
      const dark = ratio * own * (1 + 0.3 * uneven(x / pixelsPerMm, y / pixelsPerMm));
      darkness[at] = Math.max(darkness[at] ?? 0, dark);
    }
  }
}

/** One pass of a running mean over rows and columns, in place. */
function spread(field: Float32Array, columns: number, rows: number, radius: number): void {
  const line = new Float32Array(Math.max(columns, rows));
  const run = (start: number, step: number, count: number) => {
    for (let at = 0; at < count; at += 1) line[at] = field[start + at * step] ?? 0;
    for (let at = 0; at < count; at += 1) {
      let sum = 0;
      const from = Math.max(0, at - radius);
      const to = Math.min(count - 1, at + radius);
      for (let near = from; near <= to; near += 1) sum += line[near] ?? 0;
      field[start + at * step] = sum / (to - from + 1);
    }
  };
  for (let row = 0; row < rows; row += 1) run(row * columns, 1, columns);
  for (let column = 0; column < columns; column += 1) run(column, columns, rows);
}

type Spot = { readonly x: number; readonly y: number; readonly reach: number };

function stamp(platen: Platen, spot: Spot, dark: number): void {
  forEachNear(platen, spot, (at, dx, dy) => {
    if (dx * dx + dy * dy > spot.reach * spot.reach) return;
    platen.darkness[at] = Math.max(platen.darkness[at] ?? 0, dark);
  });
}

function forEachNear(platen: Platen, spot: Spot, visit: (at: number, dx: number, dy: number) => void): void {
  const { widthPx, heightPx, pixelsPerMm } = platen;
  const bound = (mm: number, size: number) => Math.min(size - 1, Math.max(0, Math.floor(mm * pixelsPerMm)));
  const bottom = bound(spot.y + spot.reach, heightPx);
  const right = bound(spot.x + spot.reach, widthPx);
  for (let row = bound(spot.y - spot.reach, heightPx); row <= bottom; row += 1) {
    for (let column = bound(spot.x - spot.reach, widthPx); column <= right; column += 1) {
      visit(row * widthPx + column, (column + 0.5) / pixelsPerMm - spot.x, (row + 0.5) / pixelsPerMm - spot.y);
    }
  }
}
