import type { FingerPosition, SlapTarget } from "../../runtime/kernel/biometric.ts";
import type { HandPlan } from "./slap-hand.ts";

/** How one finger of a slap meets the platen. */
export type FingerTouch = {
  readonly drynessRatio: number;
  readonly wetnessRatio: number;
  readonly pressureRatio: number;
  /** Share of the contact's length or width that stays off the platen, and from which side. */
  readonly lifted: { readonly from: "tip" | "base" | "left" | "right"; readonly shareRatio: number } | null;
  /** What shows of the next joint: null for nothing, else the gap at the crease in millimetres. */
  readonly creaseGapMm: number | null;
};

export type Smudge = {
  readonly xRatio: number;
  readonly yRatio: number;
  readonly halfLengthMm: number;
  readonly halfWidthMm: number;
  readonly angleDeg: number;
  readonly strengthRatio: number;
};

/** What an earlier hand left behind. */
export type LatentSlap = {
  readonly target: SlapTarget;
  readonly strengthRatio: number;
  readonly rotationDeg: number;
  readonly shiftXMm: number;
  readonly shiftYMm: number;
};

export type SlapScene = {
  /** Which slap is offered: the truth, whatever was asked for. */
  readonly target: SlapTarget;
  readonly hand: HandPlan;
  readonly platen: { readonly widthPx: number; readonly heightPx: number; readonly resolutionPpi: number };
  /** Clockwise in the image, of the whole hand. */
  readonly rotationDeg: number;
  readonly shiftXMm: number;
  readonly shiftYMm: number;
  /** Fingers that do not touch the platen at all. */
  readonly absent: readonly FingerPosition[];
  readonly touches: Readonly<Partial<Record<FingerPosition, FingerTouch>>>;
  /** One finger too many, in millimetres from the middle of the hand. */
  readonly extra: { readonly xMm: number; readonly yMm: number; readonly angleDeg: number } | null;
  readonly smudges: readonly Smudge[];
  readonly latent: LatentSlap | null;
  /** Specks and hairs. */
  readonly dirtCount: number;
  /** Breath and sweat around the fingers: a veil without ridges, as a share of full ink. */
  readonly haloRatio: number;
  /** The palm's upper edge, in millimetres below the hand's middle; null when it is off the platen. */
  readonly palmMm: number | null;
  /** Width and grey level of a frame around the platen; null when the sensor shows none. */
  readonly frame: { readonly widthMm: number; readonly level: number } | null;
  readonly paperLevel: number;
  readonly inkLevel: number;
  /** Uneven light: grey levels from one side of the platen to the other. */
  readonly shadeLevels: number;
  readonly noiseLevels: number;
};

/** A finger laid down well. */
export const plainTouch: FingerTouch = {
  drynessRatio: 0,
  wetnessRatio: 0,
  pressureRatio: 0.6,
  lifted: null,
  creaseGapMm: null,
};

/** A clean slap of an average man's hand on a 1600×1500 platen at 500 ppi. */
export const plainSlap: SlapScene = {
  target: "right-four",
  hand: { sizeRatio: 1, spreadRatio: 1.3, bendRatio: 0.15 },
  platen: { widthPx: 1600, heightPx: 1500, resolutionPpi: 500 },
  rotationDeg: 0,
  shiftXMm: 0,
  shiftYMm: 0,
  absent: [],
  touches: {},
  extra: null,
  smudges: [],
  latent: null,
  dirtCount: 0,
  haloRatio: 0,
  palmMm: null,
  frame: null,
  paperLevel: 243,
  inkLevel: 52,
  shadeLevels: 0,
  noiseLevels: 4,
};
