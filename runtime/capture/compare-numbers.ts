import { type NumberField, type NumberHint, numberFields } from "../visit/visit-event.ts";
import type { PaperNumber } from "./find-numbers.ts";

/** A number that differs in more places is another one: that of somebody else of the family. */
const placesMax = 3;

/**
 * Holds what was typed against the numbers on a paper: the same, one that is nearly the same, or none. A family's
 * numbers differ in date or serial, so that a near one is named only when the paper does not show the very number.
 */
export function compareNumbers(
  typed: Readonly<Record<string, string>>,
  numbers: readonly PaperNumber[],
): readonly NumberHint[] {
  return numberFields.flatMap((field) => {
    const expected = typed[field] ?? "";
    return /^\d{16}$/.test(expected) ? [compareNumber(field, expected, numbers)] : [];
  });
}

function compareNumber(field: NumberField, expected: string, numbers: readonly PaperNumber[]): NumberHint {
  const near = numbers
    .map((number) => ({ ...number, places: findDifferences(expected, number.digits) }))
    .filter(({ places }) => places.length <= placesMax)
    .sort((a, b) => a.places.length - b.places.length || b.confidencePercent - a.confidencePercent);
  const [nearest] = near;
  if (nearest === undefined) return { field, outcome: "not-found" };
  const { places, source } = nearest;
  const confidencePercent = Math.round(nearest.confidencePercent);
  if (places.length === 0) return { field, outcome: "same", confidencePercent, source };
  return { field, outcome: "differs", places: [...places], confidencePercent, source };
}

function findDifferences(expected: string, found: string): readonly number[] {
  return [...expected].flatMap((digit, index) => (digit === found[index] ? [] : [index + 1]));
}
