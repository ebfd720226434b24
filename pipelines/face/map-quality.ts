/**
 * From native values to the 0–100 component scores of ISO/IEC 29794-5, as its reference implementation publishes them.
 * 100 is best. All 28 are here; where the standard's native value comes out of a network of its own (the unified score,
 * sharpness, compression, occlusion, expression, head coverings), the map waits for whoever has one.
 */
export const mapQuality = {
  unifiedScore: (norm: number) => clamp(100 * sigmoid(norm, 23, 2.6)),
  backgroundUniformity: (gradient: number) => clamp(190 * (1 - sigmoid(gradient, 10, 100))),
  illuminationUniformity: (overlap: number) => clamp(100 * overlap ** 0.3),
  luminanceMean: (mean: number) => clamp(100 * sigmoid(mean, 0.2, 0.05) * (1 - sigmoid(mean, 0.8, 0.05))),
  luminanceVariance: (variance: number) => clamp(100 * Math.sin((Math.PI * 60 * variance) / (60 * variance + 1))),
  underExposurePrevention: (share: number) => clamp(120 * (0.832 - sigmoid(share, 0.92, 0.05))),
  overExposurePrevention: (share: number) => clamp(1 / (share + 0.01)),
  dynamicRange: (entropyBits: number) => clamp(12.5 * entropyBits),
  /** Votes of a forest: trees less votes. */
  sharpness: (votes: number) => clamp(-14 + 115 * sigmoid(votes, -20, 15)),
  compressionArtifacts: (native: number) => clamp(-0.0278 + 103 * sigmoid(native, 0.3308, 0.092)),
  /** Share of the eyes, the mouth or the face that something covers. */
  occlusionPrevention: (share: number) => clamp(100 * (1 - share)),
  expressionNeutrality: (native: number) => clamp(100 * sigmoid(native, -5_000, 5_000)),
  noHeadCoverings: (share: number) => clamp(mapHeadCoverings(share)),
  naturalColour: (distance: number) => clamp(200 * (1 - sigmoid(distance, 0, 10))),
  singleFacePresent: (areaRatio: number) => clamp(100 * (1 - areaRatio)),
  eyesOpen: (opening: number) => clamp(100 * sigmoid(opening, 0.02, 0.01)),
  mouthClosed: (opening: number) => clamp(100 * (1 - sigmoid(opening, 0.2, 0.06))),
  interEyeDistance: (distancePx: number) => clamp(100 * sigmoid(distancePx, 70, 20)),
  headSize: (ratio: number) => clamp(200 * (1 - sigmoid(Math.abs(ratio - 0.45), 0, 0.05))),
  leftwardCrop: (ratio: number) => clamp(100 * sigmoid(ratio, 0.9, 0.1)),
  rightwardCrop: (ratio: number) => clamp(100 * sigmoid(ratio, 0.9, 0.1)),
  marginAbove: (ratio: number) => clamp(100 * sigmoid(ratio, 1.4, 0.1)),
  marginBelow: (ratio: number) => clamp(100 * sigmoid(ratio, 1.8, 0.1)),
  headPose: (angleDeg: number) => clamp(100 * Math.max(0, Math.cos((angleDeg * Math.PI) / 180)) ** 2),
} as const satisfies Readonly<Record<string, (native: number) => number>>;

/** From the share of cloth and hat above the brows; nothing is full marks, nearly all is none. */
function mapHeadCoverings(share: number): number {
  const most = 0.95;
  if (share <= 0) return 100;
  if (share >= most) return 0;
  const at = (value: number) => sigmoid(value, 0.02, 0.1);
  return (100 * (at(most) - at(share))) / (at(most) - at(0));
}

function sigmoid(value: number, middle: number, width: number): number {
  return 1 / (1 + Math.exp((middle - value) / width));
}

function clamp(score: number): number {
  return Math.min(100, Math.max(0, Math.round(score)));
}
