import { medianLevel, type RegionLevels } from "./kernels/region-levels.ts";

/**
 * ISO/IEC 29794-6:2015, 6.2.2: how far the iris stands out from the sclera, 0 to 100, both above the pupil's level.
 * 0 when one of the three is hidden.
 */
export function measureIrisScleraContrast({ sclera, irisOuter, pupil }: RegionLevels): number {
  const scleraLevel = medianLevel(sclera);
  const irisLevel = medianLevel(irisOuter);
  const pupilLevel = medianLevel(pupil);
  if (scleraLevel === null || irisLevel === null || pupilLevel === null) return 0;
  const divisor = scleraLevel + irisLevel - 2 * pupilLevel;
  if (divisor <= 0) return 0;
  return Math.min(100, (100 * Math.abs(scleraLevel - irisLevel)) / divisor);
}

/** ISO/IEC 29794-6:2015, 6.2.3: Weber contrast of the iris next to the pupil over the pupil, 0 to 100. */
export function measureIrisPupilContrast({ irisInner, pupil }: RegionLevels): number {
  const irisLevel = medianLevel(irisInner);
  const pupilLevel = medianLevel(pupil);
  if (irisLevel === null || pupilLevel === null) return 0;
  const weber = Math.max(0, irisLevel - pupilLevel) / (20 + pupilLevel);
  return (100 * weber) / (0.75 + weber);
}

/** ISO/IEC 29794-6:2015, 6.2.5: entropy of the visible iris' gray levels in bits, 0 to 8. */
export function measureGrayscaleUtilisation({ iris }: RegionLevels): number {
  let total = 0;
  for (const count of iris) total += count;
  let bits = 0;
  for (const count of iris) {
    if (count === 0) continue;
    const share = count / total;
    bits -= share * Math.log2(share);
  }
  return bits;
}
