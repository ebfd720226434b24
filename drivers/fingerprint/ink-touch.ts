import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerTouch } from "./finger-scene.ts";
import type { FingerSkin } from "./grow-ridges.ts";
import { createPlacement, measureContact } from "./place-finger.ts";
import { readRelief } from "./read-relief.ts";
import { createSmoothField, renderSmoothField } from "./smooth-field.ts";

/** Place, pressure and tone change slowly: they are worked out at every eighth pixel and joined linearly. */
const nodeShift = 3;
const nodePx = 1 << nodeShift;
/** How far skin is pulled to the side when it settles. */
const stretchPx = 1.2;
const stretchCellPx = 110;
const blotchCellPx = 42;
const toneCellPx = 70;
const gritCellPx = 55;
const raggedCellPx = 20;
const unitCellPx = 7;
const grainCellPx = 2.5;
/** Share of the contact, from its edge inwards, over which the pressure falls off. */
const rimRatio = 0.3;
const rimDepth = 2.6;
/** Unevenness breaks dry ridges more than it fills valleys; sweat fills more than it breaks. */
const dryFillRatio = 0.5;
/** At this bias nothing of a ridge touches. */
const biasMin = -2.4;
/** Height, from the threshold, at which a ridge begins to darken, and over which it goes to full ink. */
const inkFoot = -0.35;
const inkRise = 1.5;

/** What a touch leaves: row-major, 0 for bare platen to 1 for full ink. */
export function inkTouch(random: Random, skin: FingerSkin, touch: FingerTouch): Float32Array {
  const { widthPx, heightPx } = touch;
  const nodes = layNodes(random, skin, touch);
  const contact = describeContact(random, touch);
  const ink = new Float32Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    const down = (row & (nodePx - 1)) / nodePx;
    for (let left = 0; left < widthPx; left += nodePx) {
      const start = nodeOf(nodes, (row >> nodeShift) * nodes.columns + (left >> nodeShift), down);
      if (start.bias < biasMin && start.bias + start.biasStep * nodePx < biasMin) continue;
      const first = row * widthPx + left;
      inkStretch(ink.subarray(first, first + Math.min(nodePx, widthPx - left)), skin, { start, first, contact });
    }
  }
  return ink;
}

type Contact = {
  readonly grain: Float32Array;
  readonly units: Float32Array;
  readonly grainDepth: number;
  readonly unitDepth: number;
  readonly breakRatio: number;
  readonly fillRatio: number;
  readonly swell: number;
};

/** Dry skin touches in grains; sweat levels the ridges and runs into the valleys in drops. */
function describeContact(random: Random, touch: FingerTouch): Contact {
  const { widthPx, heightPx, drynessRatio, wetnessRatio } = touch;
  return {
    grain: renderSmoothField(random.fork("grain"), widthPx, heightPx, grainCellPx),
    units: renderSmoothField(random.fork("units"), widthPx, heightPx, unitCellPx),
    grainDepth: 0.46 + 1.3 * drynessRatio + 0.5 * wetnessRatio,
    unitDepth: 0.28 + 0.5 * drynessRatio + 0.2 * wetnessRatio,
    breakRatio: 1 - 0.6 * wetnessRatio,
    fillRatio: dryFillRatio + (1 - dryFillRatio) * wetnessRatio,
    swell: 1 - 0.42 * wetnessRatio,
  };
}

type Stretch = { readonly start: Start; readonly first: number; readonly contact: Contact };

/** Inks the pixels of one row between two nodes. */
function inkStretch(ink: Float32Array, skin: FingerSkin, { start, first, contact }: Stretch): void {
  const { grain, units, grainDepth, unitDepth, breakRatio, fillRatio, swell } = contact;
  let { x, y, bias, tone, grit } = start;
  for (let step = 0; step < ink.length; step += 1) {
    const uneven = grainDepth * (grain[first + step] ?? 0) + unitDepth * (units[first + step] ?? 0);
    const height = swell * readRelief(skin, x, y) + bias + grit * uneven * (uneven < 0 ? breakRatio : fillRatio);
    const dark = Math.min(1, Math.max(0, (height - inkFoot) / inkRise));
    ink[step] = tone * dark * dark * (3 - 2 * dark);
    x += start.xStep;
    y += start.yStep;
    bias += start.biasStep;
    tone += start.toneStep;
    grit += start.gritStep;
  }
}

/** Skin coordinates from its top left, bias of the ink's threshold, depth of the ink and unevenness, at the nodes. */
type Nodes = {
  readonly columns: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly bias: Float32Array;
  readonly tone: Float32Array;
  readonly grit: Float32Array;
};

function layNodes(random: Random, skin: FingerSkin, touch: FingerTouch): Nodes {
  const { widthPx, heightPx, drynessRatio, wetnessRatio, pressureRatio } = touch;
  const columns = (widthPx >> nodeShift) + 2;
  const size = columns * ((heightPx >> nodeShift) + 2);
  const x = new Float32Array(size);
  const y = new Float32Array(size);
  const bias = new Float32Array(size);
  const tone = new Float32Array(size);
  const grit = new Float32Array(size);
  const draw = (name: string, cellPx: number) => createSmoothField(random.fork(name), widthPx, heightPx, cellPx);
  const stretchX = draw("stretch-x", stretchCellPx);
  const stretchY = draw("stretch-y", stretchCellPx);
  const blotches = draw("blotches", blotchCellPx);
  const tones = draw("tones", toneCellPx);
  const grits = draw("grits", gritCellPx);
  const toSkin = createPlacement(skin, touch);
  const rimAt = createRim(random.fork("rim"), skin, touch);
  const pressed = 0.32 + 0.7 * (pressureRatio - 0.6) + 0.95 * wetnessRatio - 0.75 * drynessRatio;
  const blotched = 0.32 + 0.3 * wetnessRatio + 0.15 * drynessRatio;
  const filled = 0.92 + 0.2 * (pressureRatio - 0.6) + 0.1 * wetnessRatio - 0.15 * drynessRatio;
  for (let at = 0; at < size; at += 1) {
    const column = (at % columns) * nodePx;
    const row = Math.floor(at / columns) * nodePx;
    const place = toSkin(column, row);
    const rim = rimAt(place.x, place.y);
    x[at] = place.x + stretchPx * stretchX(column, row) + skin.widthPx / 2;
    y[at] = place.y + stretchPx * stretchY(column, row) + skin.heightPx / 2;
    bias[at] = pressed - rimDepth * rim * rim + blotched * blotches(column, row);
    tone[at] = Math.min(1, Math.max(0.3, filled + 0.18 * tones(column, row) - 0.15 * rim));
    grit[at] = Math.max(0.3, 1 + 0.7 * grits(column, row));
  }
  return { columns, x, y, bias, tone, grit };
}

/** 0 inside the contact, rising over its rim to 1 at the ragged edge and on beyond it. */
function createRim(random: Random, skin: FingerSkin, touch: FingerTouch): (x: number, y: number) => number {
  const ragged = createSmoothField(random, skin.widthPx, skin.heightPx, raggedCellPx);
  const { halfWidthPx, halfHeightPx } = measureContact(skin, touch);
  return (x, y) => {
    const across = ((x - touch.rollXPx) / halfWidthPx) ** 2;
    const along = ((y - touch.rollYPx) / halfHeightPx) ** 2;
    // Round towards the tip, squarer towards the joint.
    const distance = y < touch.rollYPx ? across + along : Math.sqrt(across * across + along * along);
    const inside = 1 - distance + 0.05 * ragged(x + skin.widthPx / 2, y + skin.heightPx / 2);
    return Math.max(0, 1 - inside / rimRatio);
  };
}

type Start = {
  readonly x: number;
  readonly y: number;
  readonly bias: number;
  readonly tone: number;
  readonly grit: number;
  readonly xStep: number;
  readonly yStep: number;
  readonly biasStep: number;
  readonly toneStep: number;
  readonly gritStep: number;
};

/** The fields at the left end of a stretch of pixels between two nodes, and their steps from pixel to pixel. */
function nodeOf(nodes: Nodes, at: number, down: number): Start {
  const { columns } = nodes;
  const x = blend(nodes.x, at, columns, down);
  const y = blend(nodes.y, at, columns, down);
  const bias = blend(nodes.bias, at, columns, down);
  const tone = blend(nodes.tone, at, columns, down);
  const grit = blend(nodes.grit, at, columns, down);
  return {
    x,
    y,
    bias,
    tone,
    grit,
    xStep: (blend(nodes.x, at + 1, columns, down) - x) / nodePx,
    yStep: (blend(nodes.y, at + 1, columns, down) - y) / nodePx,
    biasStep: (blend(nodes.bias, at + 1, columns, down) - bias) / nodePx,
    toneStep: (blend(nodes.tone, at + 1, columns, down) - tone) / nodePx,
    gritStep: (blend(nodes.grit, at + 1, columns, down) - grit) / nodePx,
  };
}

function blend(values: Float32Array, at: number, columns: number, down: number): number {
  return (values[at] ?? 0) * (1 - down) + (values[at + columns] ?? 0) * down;
}
