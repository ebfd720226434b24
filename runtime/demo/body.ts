import type { FingerPosition, SlapTarget } from "../kernel/biometric.ts";

/** `squinting`: at the light in one's glasses. */
export type FaceMood = "calm" | "far" | "turned" | "squinting" | "mouth-open";
/** `glare`: lamps mirrored in glasses. */
export type EyeMood = "calm" | "far" | "half-shut" | "blurred" | "glare";

/** A while of a look, which ends by changing into the next; the last one lasts as long as anybody looks. */
export type Moment<Mood> = {
  readonly mood: Mood;
  readonly forMs: number;
  /** The camera guides only as yet, as one that shows a live view before it captures: nothing of this is captured. */
  readonly isGuidance: boolean;
};

/** What lies on the platen; `nothing` until the device gives up. */
export type FingerLook =
  | { readonly lies: FingerPosition; readonly skin: "normal" | "dry" }
  | { readonly lies: "nothing" };

/** A hand on the platen. */
export type HandLook = {
  readonly lies: SlapTarget;
  /** Fingers of it that do not touch. */
  readonly off: readonly FingerPosition[];
  readonly dry: readonly FingerPosition[];
};

export type SignatureKind = "full" | "short" | "line";

/** One thing for each look at the same target, since this person came; the last one is repeated. */
export type Looks<T> = readonly [T, ...T[]];

/** How somebody behaves before the simulated devices. */
export type Body = {
  /** The same name is the same face, eyes and hand. */
  readonly person: string;
  /** Whose fingers they are: somebody else's where one person comes under two names. */
  readonly fingersOf: string;
  readonly hasGlasses: boolean;
  /** Null lets the name decide. */
  readonly hasHeadScarf: boolean | null;
  readonly face: Looks<Looks<Moment<FaceMood>>>;
  /** Fingers that are not here behave. */
  readonly fingers: Readonly<Partial<Record<FingerPosition, Looks<FingerLook>>>>;
  /** On a reader of whole hands; where nothing is said, the hand asked for, each finger as it behaves by itself. */
  readonly slaps: Readonly<Partial<Record<SlapTarget, Looks<HandLook>>>>;
  readonly eyes: Looks<Looks<Moment<EyeMood>>>;
  readonly signature: Looks<SignatureKind>;
  /** What the code on their family card says, or null. */
  readonly cardCode: string | null;
  /** Numbers that their papers bear: the family card's, then their own. */
  readonly cardNumbers: readonly string[];
  /** How long a finger or pen takes to come. */
  readonly handMs: number;
};

/** Stays so as long as anybody looks. */
export function stay<Mood>(mood: Mood): Moment<Mood> {
  return { mood, forMs: Number.POSITIVE_INFINITY, isGuidance: false };
}

/** Only to be guided by. */
export function pass<Mood>(mood: Mood, forMs: number): Moment<Mood> {
  return { mood, forMs, isGuidance: true };
}

/** Is captured like that, if anybody captures meanwhile. */
export function hold<Mood>(mood: Mood, forMs: number): Moment<Mood> {
  return { mood, forMs, isGuidance: false };
}

/** Somebody who does everything right at once. */
export function calmBody(person: string): Body {
  return {
    person,
    fingersOf: person,
    hasGlasses: false,
    hasHeadScarf: null,
    face: [[stay("calm")]],
    fingers: {},
    slaps: {},
    eyes: [[stay("calm")]],
    signature: ["full"],
    cardCode: null,
    cardNumbers: [],
    handMs: 0,
  };
}
