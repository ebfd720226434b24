/**
 * Capital letters, digits and a few signs as pen strokes on a grid of 4 × 6 units, top left 0, 0. Drawn, not set: SVG
 * text comes out differently, or not at all, with the fonts of the machine.
 */
const glyphs: Readonly<Record<string, string>> = {
  A: "M0 6L2 0L4 6M.7 4H3.3",
  B: "M0 0V6H3L4 5V4L3 3H0M3 3L3.7 2V1L3 0H0",
  C: "M4 1L3 0H1L0 1V5L1 6H3L4 5",
  D: "M0 0V6H2.5L4 4.5V1.5L2.5 0Z",
  E: "M4 0H0V6H4M0 3H3",
  F: "M4 0H0V6M0 3H3",
  G: "M4 1L3 0H1L0 1V5L1 6H3L4 5V3H2",
  H: "M0 0V6M4 0V6M0 3H4",
  I: "M2 0V6M1 0H3M1 6H3",
  J: "M4 0V5L3 6H1L0 5",
  K: "M0 0V6M4 0L0 3.5M1.3 2.5L4 6",
  L: "M0 0V6H4",
  M: "M0 6V0L2 3L4 0V6",
  N: "M0 6V0L4 6V0",
  O: "M1 0H3L4 1V5L3 6H1L0 5V1Z",
  P: "M0 6V0H3L4 1V2.5L3 3.5H0",
  Q: "M1 0H3L4 1V5L3 6H1L0 5V1ZM2.5 4.5L4 6",
  R: "M0 6V0H3L4 1V2.3L3 3.3H0M2 3.3L4 6",
  S: "M4 1L3 0H1L0 1V2L1 3H3L4 4V5L3 6H1L0 5",
  T: "M0 0H4M2 0V6",
  U: "M0 0V5L1 6H3L4 5V0",
  V: "M0 0L2 6L4 0",
  W: "M0 0L1 6L2 2.5L3 6L4 0",
  X: "M0 0L4 6M4 0L0 6",
  Y: "M0 0L2 3L4 0M2 3V6",
  Z: "M0 0H4L0 6H4",
  0: "M1 0H3L4 1V5L3 6H1L0 5V1ZM1 5L3 1",
  1: "M1 1L2 0V6M1 6H3",
  2: "M0 1L1 0H3L4 1V2L0 6H4",
  3: "M0 0H4L2 2.5H3L4 3.5V5L3 6H1L0 5",
  4: "M3 6V0L0 4H4",
  5: "M4 0H0V2.5H3L4 3.5V5L3 6H0",
  6: "M3.5 0H1.5L0 2V5L1 6H3L4 5V3.5L3 2.5H0",
  7: "M0 0H4L1.5 6",
  8: "M1 0H3L4 1V2L3 3H1L0 2V1ZM1 3L0 4V5L1 6H3L4 5V4L3 3",
  9: "M.5 6H2.5L4 4V1L3 0H1L0 1V2.5L1 3.5H4",
  ".": "M1.7 5.6H2.3V6H1.7Z",
  ",": "M2.2 5.3L1.6 6.6",
  ":": "M1.8 1.8H2.2V2.2H1.8ZM1.8 4.8H2.2V5.2H1.8Z",
  "/": "M.3 6.3L3.7 -.3",
  "-": "M.8 3H3.2",
};

const heightUnits = 6;
/** A letter and the gap after it. */
const advanceUnits = 5.4;
const gapUnits = advanceUnits - 4;

export type LetteringMm = {
  readonly x: number;
  /** Top of the letters. */
  readonly y: number;
  readonly height: number;
  readonly anchor?: "start" | "middle";
  /** Thickness of the strokes over the letters' height. */
  readonly weight?: number;
  /** `currentColor` unless told. */
  readonly colour?: string;
};

/** Width of a line of text whose letters are `heightMm` high. */
export function measureTextMm(text: string, heightMm: number): number {
  return ((text.length * advanceUnits - gapUnits) * heightMm) / heightUnits;
}

/** SVG of one line of text; what has no glyph leaves a gap. Millimetres. */
export function drawText(text: string, lettering: LetteringMm): string {
  const { x, y, height, anchor = "start", weight = 0.12, colour = "currentColor" } = lettering;
  const scale = height / heightUnits;
  const left = anchor === "middle" ? x - measureTextMm(text, height) / 2 : x;
  const letters = [...text.toUpperCase()].map((letter, index) => {
    const glyph = glyphs[letter];
    return glyph === undefined ? "" : `<path transform="translate(${index * advanceUnits})" d="${glyph}"/>`;
  });
  const pen = `fill="none" stroke="${colour}" stroke-width="${weight * heightUnits}" stroke-linejoin="round"`;
  return `<g transform="translate(${left} ${y}) scale(${scale})" ${pen}>${letters.join("")}</g>`;
}
