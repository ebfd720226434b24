import type { BackdropColour } from "../../../runtime/kernel/biometric.ts";
import type { Point } from "../../../runtime/kernel/geometry.ts";
import type { Region } from "../../image/region.ts";
import type { BackdropMeasures } from "../measure-backdrop.ts";

/** What one live frame hands on to the next. Plain data of a few hundred bytes: it crosses threads with each frame. */
export type FaceTrack = {
  /** Of the frame. Another size is another camera. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the landmark network looks next. */
  readonly region: Region;
  /** Frames since the whole picture was searched for faces. */
  readonly framesSinceSearch: number;
  readonly sighting: Sighting;
  readonly backdrop: SeenBackdrop;
};

/** Where a face was, and when. */
export type Sighting = {
  /** Milliseconds of a monotonic clock. */
  readonly atMs: number;
  /** Both eyes, tip of the nose, mouth. */
  readonly points: readonly Point[];
  readonly interEyePx: number;
};

/** The backdrop as it was last looked at. */
export type SeenBackdrop = {
  readonly colour: BackdropColour | "other" | null;
  readonly measures: BackdropMeasures;
  readonly framesSince: number;
};
