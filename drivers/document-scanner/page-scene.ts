/** The glass around a sheet that does not cover it. */
export type ScannerBed = {
  /** Gray level of the lid above the glass: 20 is a black lid, 255 a white one. */
  readonly level: number;
  /** How far the glass reaches beyond the sheet, on every side. */
  readonly marginMm: number;
};

/** Everything that decides a simulated scan of a paper; the same scene gives the same pixels. */
export type PageScene = {
  readonly resolutionPpi: number;
  /** The same seed is the same made-up text. */
  readonly seed: string;
  /** + clockwise in the image. */
  readonly skewDeg: number;
  /** Standard deviation of the sensor's noise, in gray levels of 255. */
  readonly noiseLevels: number;
  /** Share of the brightness lost from the upper left corner to the lower right one. */
  readonly shadeRatio: number;
  /** Standard deviation of the blur of a page that does not lie flat; 0 is sharp. */
  readonly blurPx: number;
  /** Share of full brightness; 0.3 is a lamp that fails. */
  readonly brightnessRatio: number;
  /** How much darker the ink is than the sheet: 1 is fresh print, 0.2 a copy of a copy, 0 a blank sheet. */
  readonly inkRatio: number;
  /** NIK and card numbers, in the order in which the paper bears them; what more it needs is made up. */
  readonly numbers: readonly string[];
  /** What the QR code on the sheet says; null: it bears none. */
  readonly code: string | null;
  /** null: the scan is cut to the sheet. */
  readonly bed: ScannerBed | null;
};

/** A good scan on an office scanner. */
export const defaultPageScene: PageScene = {
  resolutionPpi: 150,
  seed: "page",
  skewDeg: 0,
  noiseLevels: 1.5,
  shadeRatio: 0.03,
  blurPx: 0,
  brightnessRatio: 1,
  inkRatio: 1,
  numbers: [],
  code: null,
  bed: null,
};
