import type { IrisLimits } from "./iris-limits.ts";
import type { IrisMeasures } from "./iris-measures.ts";

/** The score of a capture whose measures all stand exactly at their limits. */
const scoreAtLimit = 60;

/**
 * One figure for a capture, 0 to 100, on this project's own scale, to compare captures of one eye with one another. Every
 * measure is graded from near 0 (useless) over 1 (at its limit) to 2 (as good as is needed). The weakest and the mean grade
 * count alike, so a single failure cannot be made up for: 60 and more exactly when every measure reaches its limit.
 */
export function scoreIris(measures: IrisMeasures, limits: IrisLimits): number {
  const grades = gradeMeasures(measures, limits);
  const upToLimit = grades.map((grade) => Math.min(1, grade));
  const beyondLimit = grades.map((grade) => Math.max(0, grade - 1));
  const reached = Math.sqrt(Math.min(...upToLimit) * mean(upToLimit));
  if (reached < 1) return scoreAtLimit * reached;
  return scoreAtLimit + (100 - scoreAtLimit) * Math.sqrt(Math.min(...beyondLimit) * mean(beyondLimit));
}

function gradeMeasures(measures: IrisMeasures, limits: IrisLimits): readonly number[] {
  return [
    grade(measures.usableIrisArea, 0, limits.usableIrisAreaMin, 95),
    grade(measures.irisScleraContrast, 0, limits.irisScleraContrastMin, 20),
    grade(measures.irisPupilContrast, 0, limits.irisPupilContrastMin, 60),
    grade(measures.pupilBoundaryCircularity, 80, limits.pupilBoundaryCircularityMin, 99.5),
    grade(measures.grayscaleUtilisation, 2, limits.grayscaleUtilisationMin, 5.5),
    grade(measures.irisRadiusPx, 30, limits.irisRadiusMinPx, 110),
    grade(measures.pupilIrisRatio, 0, limits.pupilIrisRatioMin, 30),
    grade(-measures.pupilIrisRatio, -95, -limits.pupilIrisRatioMax, -50),
    grade(measures.irisPupilConcentricity, 50, limits.irisPupilConcentricityMin, 97),
    grade(measures.marginAdequacy, 0, limits.marginAdequacyMin, 100),
    grade(measures.sharpness, 0, limits.sharpnessMin, 80),
    // Chance moves these below their limits: only what is over counts.
    grade(-measures.lensPrint, -4 * limits.lensPrintMax, -limits.lensPrintMax, -limits.lensPrintMax),
    grade(-measures.gazeAngleDeg, -60, -limits.gazeAngleMaxDeg, -limits.gazeAngleMaxDeg),
  ];
}

/** An eye that was found is worth something, or a useless measure would hide all the others. */
const gradeMin = 0.1;

/** `gradeMin` at or below `useless`, 1 at `limit`, 2 at or above `ideal`, straight between; steps where they fall together. */
function grade(value: number, useless: number, limit: number, ideal: number): number {
  if (value >= limit) return ideal <= limit ? 2 : 1 + Math.min(1, (value - limit) / (ideal - limit));
  return value <= useless ? gradeMin : Math.max(gradeMin, (value - useless) / (limit - useless));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
