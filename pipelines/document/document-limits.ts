/** What a scan must have to be read later. This project's own limits, set on drawn pages: no standard sets any. */
export type DocumentLimits = {
  /** Share of the image that the sheet covers. An identity card alone on an A4 glass covers 7 %. */
  readonly pageAreaMinRatio: number;
  /** Of the sheet itself: as it is stated, unless the sheet's own size shows less. */
  readonly resolutionMinPpi: number;
  /** Share of the sheet's blocks with ink in them; below, the sheet lies face up or was forgotten. */
  readonly inkMinRatio: number;
  /** Gray level of the bare sheet. */
  readonly paperLevelMin: number;
  /** How much darker the ink is than the sheet, as a share of the sheet's gray level. */
  readonly contrastMinRatio: number;
  /** Share of the step from paper to ink that is made within one pixel of the working copy. */
  readonly edgeSteepnessMin: number;
  /** Share of the sheet that a mirrored lamp may wipe out: a quarter of a number in print of the usual size. */
  readonly glareMaxRatio: number;
  /** Share of the light that may be lost in a shadow. */
  readonly shadowMaxRatio: number;
  /** Share of the sheet's shorter side that a cut or folded corner may take of both its sides. */
  readonly cornerCutMaxRatio: number;
  /** Lean of the lines of text, to either side. */
  readonly skewMaxDeg: number;
};

export const defaultDocumentLimits: DocumentLimits = {
  pageAreaMinRatio: 0.03,
  resolutionMinPpi: 150,
  inkMinRatio: 0.002,
  paperLevelMin: 110,
  contrastMinRatio: 0.3,
  edgeSteepnessMin: 0.25,
  glareMaxRatio: 0.003,
  shadowMaxRatio: 0.5,
  cornerCutMaxRatio: 0.08,
  skewMaxDeg: 5,
};
