/** A sheet's true size. */
export type UsualSheet = { readonly shortMm: number; readonly longMm: number };

/**
 * Sizes of the papers that people bring, largest first: folio (F4), A4, letter, A5, A6 and the sizes of cards, ID-1, and of
 * booklets as of marriage, ID-3 (ISO 216; ISO/IEC 7810). Offices hereabouts have no larger ones.
 */
export const usualSheets: readonly UsualSheet[] = [
  { shortMm: 215, longMm: 330 },
  { shortMm: 210, longMm: 297 },
  { shortMm: 215.9, longMm: 279.4 },
  { shortMm: 148, longMm: 210 },
  { shortMm: 105, longMm: 148 },
  { shortMm: 88, longMm: 125 },
  { shortMm: 53.98, longMm: 85.6 },
];
