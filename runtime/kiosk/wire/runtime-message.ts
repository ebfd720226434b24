import type { CaptureTarget, KioskView } from "./kiosk-view.ts";

/** What became of an intent. `stale`: things had moved on; the page shows how they are now and nothing has happened. */
export type IntentOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "stale" }
  /** The procedure says no: why, what to do next, and who may decide otherwise. */
  | { readonly kind: "refused"; readonly cause: string; readonly nextAction: string; readonly override: string | null }
  /** Of the wrong form, in the wrong order, or too many: counted, and without effect. */
  | { readonly kind: "invalid"; readonly problem: "form" | "not-offered" | "missing-need" | "too-fast" | "too-large" };

/** Text messages of the runtime. */
export type RuntimeMessage =
  /** The first one. `start` differs after a restart of the runtime. */
  | { readonly kind: "hello"; readonly start: string; readonly build: string }
  | { readonly kind: "view"; readonly view: KioskView }
  | { readonly kind: "answer"; readonly token: string; readonly outcome: IntentOutcome }
  /** A frame of the page's camera has been taken in; the next may be sent. */
  | { readonly kind: "camera-taken"; readonly sequence: number }
  /** Takes back whatever the page holds of the last resident: pictures, ink, what was typed. */
  | { readonly kind: "wipe" };

/** Header of a binary message: what the picture behind it is. JPEG unless said otherwise. */
export type PictureHeader = PreviewHeader | StillHeader;

/** A live frame and what is to be said of it, together, so that words never belong to another picture. */
export type PreviewHeader = {
  readonly kind: "preview";
  readonly target: CaptureTarget;
  readonly sequence: number;
  /** When it came from the device; tells how late the words are that one reads with it. */
  readonly capturedAt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 to 100. */
  readonly score: number;
  readonly limit: number;
  readonly passed: boolean;
  /** The one most useful thing to do, steady enough to be read; null when nothing is amiss. */
  readonly advice: Advice | null;
  /** How much of the steady look that releases the shutter is behind: 0 to 1. */
  readonly steadyRatio: number;
  /** Where the face or the eye is, in pixels of the frame; null where none was found. */
  readonly outline: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
};

export type Advice = {
  /** Code of a reason. */
  readonly code: string;
  /** Sign of what was measured, for advice that has sides: to the person's left is negative. */
  readonly side: -1 | 0 | 1;
};

/** A picture to be looked at: the photo to approve, the signature, a page. */
export type StillHeader = {
  readonly kind: "still";
  readonly name: CaptureTarget | "page";
  readonly widthPx: number;
  readonly heightPx: number;
};
