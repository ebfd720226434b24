import type { Minutia } from "./extract-minutiae.ts";
import { createTemplate, type PrintTemplate } from "./match-fingerprints.ts";
import { standardRatio } from "./scale-to-standard.ts";

/**
 * The template of a print whose minutiae are known, as an assessment gives them: in pixels of an image of this
 * resolution. Prints of different sensors compare.
 */
export function describePrint(minutiae: readonly Minutia[], resolutionPpi: number): PrintTemplate {
  const ratio = standardRatio(resolutionPpi);
  if (ratio === 1) return createTemplate(minutiae);
  return createTemplate(minutiae.map((minutia) => ({ ...minutia, x: minutia.x * ratio, y: minutia.y * ratio })));
}
