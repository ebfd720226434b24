/** Which corner of the sheet, clockwise from its top left. */
export type SheetCorner = 0 | 1 | 2 | 3;

/** Everything that decides a simulated photograph of a sheet on a table; the same scene gives the same pixels. */
export type PhotoScene = {
  /** The same seed is the same table and noise. */
  readonly seed: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far the camera looks from the side; 0 is straight down. */
  readonly tiltDeg: number;
  /** From which side; 0 is from below the picture, 90 from its left. */
  readonly tiltFromDeg: number;
  /** Of the sheet on the table, + clockwise in the picture. */
  readonly turnDeg: number;
  /** Share of the picture's width or height that a sheet seen straight would take up, whichever is more. */
  readonly coverRatio: number;
  /** Of the sheet's middle from the picture's, as shares of width and height. */
  readonly offset: { readonly x: number; readonly y: number };
  /** Gray level of the table. */
  readonly tableLevel: number;
  /** A lamp mirrored on the sheet: where, as shares of the sheet, and how large, as a share of its width. */
  readonly glare: { readonly x: number; readonly y: number; readonly radiusRatio: number } | null;
  /** Share of the light lost in the shadow of somebody who leans over the sheet. */
  readonly shadowRatio: number;
  /** A corner folded over: how far along the sheet's shorter side. */
  readonly fold: { readonly corner: SheetCorner; readonly ratio: number } | null;
  /** Standard deviation of the blur, in pixels of the picture; 0 is sharp. */
  readonly blurPx: number;
  /** Standard deviation of the sensor's noise, in gray levels of 255. */
  readonly noiseLevels: number;
};

/** A careful photograph by a camera above a dark table. */
export const defaultPhotoScene: PhotoScene = {
  seed: "photo",
  widthPx: 2_200,
  heightPx: 1_650,
  tiltDeg: 0,
  tiltFromDeg: 0,
  turnDeg: 0,
  coverRatio: 0.86,
  offset: { x: 0, y: 0 },
  tableLevel: 88,
  glare: null,
  shadowRatio: 0.08,
  fold: null,
  blurPx: 0,
  noiseLevels: 2,
};
