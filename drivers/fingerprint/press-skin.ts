import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerSkin } from "./grow-ridges.ts";
import { createSmoothField, type SmoothField } from "./smooth-field.ts";

/** What the sensor sees of everything laid on it: 0 for bare platen to 1 for full ink. */
export type Platen = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelsPerMm: number;
  readonly darkness: Float32Array;
};

/** One patch of skin on the platen. Millimetres from the platen's top left. */
export type Contact = {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfLength: number;
  /** Clockwise in the image; 0 points up. */
  readonly angleDeg: number;
  /** Roundness of its upper and lower end: 2 is an ellipse, more is squarer. */
  readonly upperPower: number;
  readonly lowerPower: number;
  /** Depth of the ragged edge as a share of the half width. */
  readonly raggedRatio: number;
  /** Skin lifted off beyond a straight line: its direction (0 up, clockwise) and its distance from the middle. */
  readonly lift: { readonly towardsDeg: number; readonly atMm: number } | null;
  readonly drynessRatio: number;
  readonly wetnessRatio: number;
  readonly pressureRatio: number;
  /** Share of full ink; below 1 for what an earlier finger left behind. */
  readonly strengthRatio: number;
};

/** The contact as it came out, in its own frame: millimetres across and along from the contact's middle. */
export type PressedExtent = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Touching area on the platen, and what the same contact would have off its edges, in pixels. */
  readonly areaPx: number;
  readonly areaWithoutEdgePx: number;
};

const skinPixelsPerMm = 500 / 25.4;
const edgeSteepness = 14;
/** Cells of the power tables per unit of distance. */
const powerCells = 256;

/** Lays one patch of skin on the platen; the darker of two that overlap shows. Null when none of it touches. */
export function pressSkin(random: Random, platen: Platen, skin: FingerSkin, contact: Contact): PressedExtent | null {
  const { pixelsPerMm, widthPx, heightPx, darkness } = platen;
  const reach = Math.hypot(contact.halfWidth, contact.halfLength) * 1.15;
  const touchAt = createTouch(random.fork("edge"), contact);
  const inkAt = createInk(random, contact, reach);
  const readSkin = createSkinReader(skin, contact);
  const extent = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
    areaPx: 0,
    areaWithoutEdgePx: 0,
  };
  forEachPlace(contact, { pixelsPerMm, reach }, ({ row, column, across, along, dx, dy }) => {
    const touch = touchAt(across, along);
    if (touch > 0.5) extent.areaWithoutEdgePx += 1;
    const isOnPlaten = row >= 0 && row < heightPx && column >= 0 && column < widthPx;
    if (touch <= 0 || !isOnPlaten) return;
    if (touch > 0.5) widen(extent, across, along);
    const at = row * widthPx + column;
    const dark = contact.strengthRatio * touch * inkAt(readSkin(across, along), dx + reach, dy + reach);
    if (dark > (darkness[at] ?? 0)) darkness[at] = dark;
  });
  return extent.areaPx === 0 ? null : extent;
}

type Place = { row: number; column: number; dx: number; dy: number; across: number; along: number };
type Around = { readonly pixelsPerMm: number; readonly reach: number };

/** Visits the pixels around a contact, on the platen or off it. The place is the same object each time. */
function forEachPlace(contact: Contact, { pixelsPerMm, reach }: Around, visit: (place: Place) => void): void {
  const cosine = Math.cos((contact.angleDeg * Math.PI) / 180);
  const sine = Math.sin((contact.angleDeg * Math.PI) / 180);
  const firstColumn = Math.floor((contact.x - reach) * pixelsPerMm);
  const firstRow = Math.floor((contact.y - reach) * pixelsPerMm);
  const span = Math.ceil(2 * reach * pixelsPerMm);
  const place = { row: 0, column: 0, dx: 0, dy: 0, across: 0, along: 0 };
  for (place.row = firstRow; place.row <= firstRow + span; place.row += 1) {
    place.dy = (place.row + 0.5) / pixelsPerMm - contact.y;
    for (place.column = firstColumn; place.column <= firstColumn + span; place.column += 1) {
      place.dx = (place.column + 0.5) / pixelsPerMm - contact.x;
      place.across = cosine * place.dx + sine * place.dy;
      place.along = -sine * place.dx + cosine * place.dy;
      visit(place);
    }
  }
}

type Widening = { left: number; right: number; top: number; bottom: number; areaPx: number };

function widen(extent: Widening, across: number, along: number): void {
  extent.areaPx += 1;
  if (across < extent.left) extent.left = across;
  if (across > extent.right) extent.right = across;
  if (along < extent.top) extent.top = along;
  if (along > extent.bottom) extent.bottom = along;
}

type Shape = (across: number, along: number) => number;

/** 1 where the skin touches, falling to 0 over its ragged edge. */
function createTouch(random: Random, contact: Contact): Shape {
  const { halfWidth, halfLength, upperPower, lowerPower, raggedRatio, lift } = contact;
  const ragged = createSmoothField(random, 2.6 * halfWidth, 2.6 * halfLength, 1.2);
  const upper = createPowerTable(upperPower);
  const lower = createPowerTable(lowerPower);
  const turn = ((lift?.towardsDeg ?? 0) * Math.PI) / 180;
  const liftX = Math.sin(turn);
  const liftY = -Math.cos(turn);
  return (across, along) => {
    const power = along < 0 ? upperPower : lowerPower;
    const table = along < 0 ? upper : lower;
    const x = Math.floor((Math.abs(across) / halfWidth) * powerCells);
    const y = Math.floor((Math.abs(along) / halfLength) * powerCells);
    if (x >= table.length || y >= table.length) return 0;
    const inside = (1 - (table[x] ?? 0) - (table[y] ?? 0)) / power;
    const edge = raggedRatio * ragged(across + 1.3 * halfWidth, along + 1.3 * halfLength);
    let touch = (inside + edge) * edgeSteepness;
    if (lift !== null) touch = Math.min(touch, (lift.atMm - liftX * across - liftY * along + 3 * edge) * 1.5);
    return Math.min(1, Math.max(0, touch));
  };
}

/** distance^power for 0 to 1.3 of distance. */
function createPowerTable(power: number): Float32Array {
  return Float32Array.from({ length: Math.ceil(1.3 * powerCells) }, (_, cell) => ((cell + 0.5) / powerCells) ** power);
}

type Ink = (relief: number, x: number, y: number) => number;

/** How dark a height of the skin prints, 0 to 1; the same law as for a single finger. */
function createInk(random: Random, { drynessRatio, wetnessRatio, pressureRatio }: Contact, reach: number): Ink {
  const blotches: SmoothField = createSmoothField(random.fork("blotches"), 2 * reach, 2 * reach, 2.3);
  const grain: SmoothField = createSmoothField(random.fork("breaks"), 2 * reach, 2 * reach, 0.17);
  const bias = 0.5 * (pressureRatio - 0.5) + 1.5 * wetnessRatio - drynessRatio;
  const grainDepth = 0.1 + 2.4 * drynessRatio + 0.9 * wetnessRatio;
  return (relief, x, y) => {
    const patch = (0.12 + 0.4 * wetnessRatio) * blotches(x, y) + grainDepth * grain(x, y);
    return 1 / (1 + Math.exp(-3.2 * ((1 - 0.5 * wetnessRatio) * relief + bias + patch)));
  };
}

/** The skin under a place of the contact, shrunk where the contact is larger than the skin that was grown. */
function createSkinReader(skin: FingerSkin, { halfWidth, halfLength }: Contact): Shape {
  const { widthPx, heightPx, relief } = skin;
  const scale = Math.min(skinPixelsPerMm, (0.49 * widthPx) / halfWidth / 1.1, (0.49 * heightPx) / halfLength / 1.1);
  return (across, along) => {
    const x = across * scale + widthPx / 2;
    const y = along * scale + heightPx / 2;
    if (x < 0 || y < 0 || x >= widthPx - 1 || y >= heightPx - 1) return -1;
    const column = Math.floor(x);
    const row = Math.floor(y);
    const right = x - column;
    const down = y - row;
    const at = row * widthPx + column;
    const above = (relief[at] ?? 0) * (1 - right) + (relief[at + 1] ?? 0) * right;
    const below = (relief[at + widthPx] ?? 0) * (1 - right) + (relief[at + widthPx + 1] ?? 0) * right;
    return above * (1 - down) + below * down;
  };
}
