import type { GrayImage } from "../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { type FingerPattern, planFinger } from "./finger-pattern.ts";
import { type FingerSkin, growRidges } from "./grow-ridges.ts";
import { createSmoothField, type SmoothField } from "./smooth-field.ts";

export type FingerScene = {
  /** The same seed is the same finger, whatever the impression. */
  readonly fingerSeed: string;
  /** Null lets the seed decide. */
  readonly pattern: FingerPattern | null;
  /** 0 for normal skin, to 1 for skin so dry that ridges break. */
  readonly drynessRatio: number;
  /** 0 for normal skin, to 1 for skin so wet that valleys fill. */
  readonly wetnessRatio: number;
  /** 0 for a light touch to 1 for a firm one: size of the contact and width of the ridges. */
  readonly pressureRatio: number;
  /** Clockwise in the image. */
  readonly rotationDeg: number;
  readonly shiftXPx: number;
  readonly shiftYPx: number;
};

/** A normal finger, laid down straight and centred. */
export const normalFinger: Omit<FingerScene, "fingerSeed"> = {
  pattern: null,
  drynessRatio: 0,
  wetnessRatio: 0,
  pressureRatio: 0.6,
  rotationDeg: 0,
  shiftXPx: 0,
  shiftYPx: 0,
};

const resolutionPpi = 500;
const widthPx = 400;
const heightPx = 500;
const paperLevel = 243;
const ridgeLevel = 52;
/** How far skin is pulled to the side when it settles, in pixels. */
const stretchPx = 2.5;
const poreSpacingPx = 11;

/**
 * One impression of a synthetic finger: 400×500 pixels at 500 ppi, ridges dark on light. `random` draws what differs
 * from impression to impression (skin stretch, blotches, ragged edge, noise); the scene says how the finger is laid
 * down. It is nobody's finger.
 */
export function synthesiseFingerprint(random: Random, scene: FingerScene): GrayImage {
  const finger = createRandom(`finger/${scene.fingerSeed}`);
  const skin = growRidges(finger.fork("ridges"), planFinger(finger.fork("plan"), scene.pattern));
  openPores(finger.fork("pores"), skin);
  return { widthPx, heightPx, resolutionPpi, pixels: press(random, skin, scene) };
}

/** Light dots along the ridges where sweat glands open. */
function openPores(random: Random, skin: FingerSkin): void {
  const { relief } = skin;
  for (let row = 3; row < skin.heightPx - 3; row += poreSpacingPx) {
    for (let column = 3; column < skin.widthPx - 3; column += poreSpacingPx) {
      const x = Math.min(skin.widthPx - 3, column + random.integer(0, poreSpacingPx - 1));
      const y = Math.min(skin.heightPx - 3, row + random.integer(0, poreSpacingPx - 1));
      if ((relief[y * skin.widthPx + x] ?? 0) < 0.9) continue;
      const depth = random.between(0.3, 1.1);
      for (const [dx, dy, share] of poreShape) {
        const at = (y + dy) * skin.widthPx + x + dx;
        relief[at] = (relief[at] ?? 0) - depth * share;
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

function press(random: Random, skin: FingerSkin, scene: FingerScene): Uint8Array {
  const pixels = new Uint8Array(widthPx * heightPx);
  const stretchX = createSmoothField(random.fork("stretch-x"), widthPx, heightPx, 130);
  const stretchY = createSmoothField(random.fork("stretch-y"), widthPx, heightPx, 130);
  const ink = createInk(random, scene);
  const contact = createContact(random.fork("contact"), scene);
  const grain = random.fork("grain");
  const angle = (scene.rotationDeg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = column - widthPx / 2 - scene.shiftXPx;
      const y = row - heightPx / 2 - scene.shiftYPx;
      const skinX = cosine * x + sine * y + stretchPx * stretchX(column, row);
      const skinY = -sine * x + cosine * y + stretchPx * stretchY(column, row);
      const touch = contact(skinX, skinY);
      const speckle = (grain.next() + grain.next() - 1) * 14;
      if (touch <= 0) {
        pixels[row * widthPx + column] = clampLevel(paperLevel + speckle / 2);
        continue;
      }
      const relief = readRelief(skin, skinX + skin.widthPx / 2, skinY + skin.heightPx / 2);
      const dark = touch * ink(relief, column, row);
      pixels[row * widthPx + column] = clampLevel(paperLevel - (paperLevel - ridgeLevel) * dark + speckle);
    }
  }
  return pixels;
}

type Ink = (relief: number, column: number, row: number) => number;

/** How dark a height of the skin prints, 0 to 1. */
function createInk(random: Random, scene: FingerScene): Ink {
  const blotches: SmoothField = createSmoothField(random.fork("blotches"), widthPx, heightPx, 45);
  const grain: SmoothField = createSmoothField(random.fork("breaks"), widthPx, heightPx, 3);
  const { drynessRatio, wetnessRatio, pressureRatio } = scene;
  const bias = 0.5 * (pressureRatio - 0.5) + 1.5 * wetnessRatio - drynessRatio;
  // Dry skin touches in grains; sweat runs into the valleys in drops.
  const grainDepth = 0.1 + 2.4 * drynessRatio + 0.9 * wetnessRatio;
  return (relief, column, row) => {
    const patch = (0.12 + 0.4 * wetnessRatio) * blotches(column, row) + grainDepth * grain(column, row);
    return 1 / (1 + Math.exp(-3.2 * ((1 - 0.5 * wetnessRatio) * relief + bias + patch)));
  };
}

/** 1 where the finger touches, falling to 0 over its ragged edge; coordinates from the finger's middle. */
function createContact(random: Random, scene: FingerScene): (x: number, y: number) => number {
  const ragged = createSmoothField(random, widthPx, heightPx, 16);
  const halfWidth = 130 + 40 * scene.pressureRatio;
  const halfHeight = 180 + 40 * scene.pressureRatio;
  return (x, y) => {
    const distance = Math.hypot(x / halfWidth, y / halfHeight);
    const edge = 0.035 * ragged(x + widthPx / 2, y + heightPx / 2);
    return Math.min(1, Math.max(0, (1 + edge - distance) * 12));
  };
}

/** Linear interpolation; −1, a valley, beyond the skin. */
function readRelief({ widthPx: width, heightPx: height, relief }: FingerSkin, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) return -1;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = x - column;
  const down = y - row;
  const at = row * width + column;
  const upper = (relief[at] ?? 0) * (1 - right) + (relief[at + 1] ?? 0) * right;
  const lower = (relief[at + width] ?? 0) * (1 - right) + (relief[at + width + 1] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}

function clampLevel(level: number): number {
  return Math.min(255, Math.max(0, Math.round(level)));
}
