import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import type { FingerPattern } from "./finger-pattern.ts";

/** What a finger is like, whenever it is laid down. */
export type FingerTraits = {
  /** Null lets the seed decide, in the natural proportions of the position. */
  readonly pattern: FingerPattern | null;
  /** Null for any finger. */
  readonly position: FingerPosition | null;
  /** 0 for unworn ridges, to 1 for skin on which work has left few of them. */
  readonly abrasionRatio: number;
  /** Lines across the ridges where skin folds; null lets the seed decide: none on most fingers. */
  readonly creaseCount: number | null;
  /** Healed cuts, wider than creases and shifting the ridges apart. */
  readonly scarCount: number;
};

/** How a finger lies on the platen. Lengths in pixels at 500 ppi. */
export type FingerPlacement = {
  /** Clockwise in the image. */
  readonly rotationDeg: number;
  /** Of the skin's middle from the image's middle. */
  readonly shiftXPx: number;
  readonly shiftYPx: number;
  /** Middle of the contact from the skin's middle: a finger rolled to a side, or put down on its tip. */
  readonly rollXPx: number;
  readonly rollYPx: number;
  /** Turn and pull of the finger after its middle has got hold of the platen: the skin around stretches and bunches up. */
  readonly torqueDeg: number;
  readonly tractionXPx: number;
  readonly tractionYPx: number;
  /** Share of a whole contact's area that touches, above 0 to 1. */
  readonly contactRatio: number;
};

/** State of the skin, of the platen and of the sensor. Each ratio is 0 for none, to 1 for the worst. */
export type FingerCondition = {
  /** 0 for normal skin, to 1 for skin so dry that ridges break. */
  readonly drynessRatio: number;
  /** 0 for normal skin, to 1 for skin so wet that valleys fill. */
  readonly wetnessRatio: number;
  /** 0 for a light touch to 1 for a firm one: size of the contact and width of the ridges. */
  readonly pressureRatio: number;
  /** Slid sideways while the image was taken. */
  readonly smearRatio: number;
  /** What the same finger left on the platen the time before. */
  readonly ghostRatio: number;
  /** Sensor noise beyond what every sensor has. */
  readonly noiseRatio: number;
  /** Spread of the optics beyond the usual, as a standard deviation in pixels. */
  readonly blurPx: number;
  /** 1 for the usual black on white, to 0 for ridges as light as the platen. */
  readonly contrastRatio: number;
  /** Exponent on light: below 1 brightens, above 1 darkens. */
  readonly gamma: number;
  readonly background: PlatenBackground;
};

/** A clean light platen, one that is lit unevenly, or one with dust and smudges on it. */
export type PlatenBackground = "clean" | "uneven" | "soiled";
export const platenBackgrounds = ["clean", "uneven", "soiled"] as const satisfies readonly PlatenBackground[];

/** One touch of a finger. */
export type FingerTouch = FingerPlacement &
  FingerCondition & {
    /** Size of the image. */
    readonly widthPx: number;
    readonly heightPx: number;
  };

export type FingerScene = FingerTraits &
  FingerTouch & {
    /** The same seed is the same finger, whatever the impression. */
    readonly fingerSeed: string;
  };

export const normalTraits: FingerTraits = {
  pattern: null,
  position: null,
  abrasionRatio: 0,
  creaseCount: null,
  scarCount: 0,
};

export const normalTouch: FingerTouch = {
  widthPx: 400,
  heightPx: 500,
  rotationDeg: 0,
  shiftXPx: 0,
  shiftYPx: 0,
  rollXPx: 0,
  rollYPx: 0,
  torqueDeg: 0,
  tractionXPx: 0,
  tractionYPx: 0,
  contactRatio: 1,
  drynessRatio: 0,
  wetnessRatio: 0,
  pressureRatio: 0.6,
  smearRatio: 0,
  ghostRatio: 0,
  noiseRatio: 0,
  blurPx: 0,
  contrastRatio: 1,
  gamma: 1,
  background: "clean",
};

/** A normal finger, laid down straight and centred. */
export const normalFinger: Omit<FingerScene, "fingerSeed"> = { ...normalTraits, ...normalTouch };
