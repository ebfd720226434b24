import type { Circle } from "../../runtime/kernel/geometry.ts";

/** ISO/IEC 29794-6:2015, 6.2.7: pupil to iris radius in percent. */
export function measurePupilIrisRatio(limbus: Circle, pupil: Circle): number {
  return (100 * pupil.radius) / limbus.radius;
}

/** ISO/IEC 29794-6:2015, 6.2.8: 100 when both circles share one centre, 0 a limbus radius apart. */
export function measureConcentricity(limbus: Circle, pupil: Circle): number {
  const apart = Math.hypot(limbus.x - pupil.x, limbus.y - pupil.y) / limbus.radius;
  return 100 * Math.max(0, 1 - apart);
}

/** Free margins that the image kinds of ISO/IEC 19794-6 keep around the iris, in limbus radii. */
export const marginRatio = { side: 0.6, end: 0.2 } as const;

/** ISO/IEC 29794-6:2015, 6.2.9: the scarcest of the four margins in percent of what is asked for, 0 to 100. */
export function measureMargin(limbus: Circle, frame: { readonly widthPx: number; readonly heightPx: number }): number {
  const side = marginRatio.side * limbus.radius;
  const end = marginRatio.end * limbus.radius;
  const scarcest = Math.min(
    (limbus.x - limbus.radius) / side,
    (frame.widthPx - 1 - limbus.x - limbus.radius) / side,
    (limbus.y - limbus.radius) / end,
    (frame.heightPx - 1 - limbus.y - limbus.radius) / end,
  );
  return 100 * Math.max(0, Math.min(1, scarcest));
}

/** The largest iris, as a radius in pixels, that a frame can hold together with its margins. */
export function radiusMaxPx(frame: { readonly widthPx: number; readonly heightPx: number }): number {
  return Math.min(frame.widthPx / (2 + 2 * marginRatio.side), frame.heightPx / (2 + 2 * marginRatio.end));
}
