import type { Random } from "../../runtime/kernel/random.ts";

/** How a signature comes onto paper, and the paper under a scanner or camera. */
export type PaperScene = {
  readonly resolutionPpi: number;
  readonly sheetWidthMm: number;
  readonly sheetHeightMm: number;
  readonly pen: { readonly colour: "black" | "blue"; readonly widthMm: number };
  /** Printed before anybody signed: a ruled or squared sheet, a box to sign in, a dotted line above a name, or nothing. */
  readonly form: "plain" | "lines" | "squares" | "box" | "name";
  /** Pale as ruling, or as black as a printer's toner. */
  readonly print: "grey" | "toner";
  /** An office's round stamp, laid over the ink; its middle, in millimetres from the signature's middle. */
  readonly stamp: {
    readonly colour: "purple" | "blue" | "red";
    readonly rightMm: number;
    readonly downMm: number;
    readonly radiusMm: number;
  } | null;
  /** Clockwise. */
  readonly turnDeg: number;
  /** Share of the light that is missing at the far side. */
  readonly shadeRatio: number;
  /** A shadow's edge across the sheet: what is right of it gets so much less light. */
  readonly shadowRatio: number;
  /** Deviation of each pixel, in gray levels. */
  readonly noiseLevels: number;
  /** Width of the dark table around the sheet; 0 when the scan shows nothing but paper. */
  readonly tableMm: number;
  /** By how much the sheet's far side is shorter than its near one, as a camera sees it. */
  readonly perspectiveRatio: number;
};

/** Black ink on plain paper, scanned straight at 300 ppi. */
export const plainPaperScene: PaperScene = {
  resolutionPpi: 300,
  sheetWidthMm: 110,
  sheetHeightMm: 75,
  pen: { colour: "black", widthMm: 0.5 },
  form: "plain",
  print: "grey",
  stamp: null,
  turnDeg: 0,
  shadeRatio: 0,
  shadowRatio: 0,
  noiseLevels: 2,
  tableMm: 0,
  perspectiveRatio: 0,
};

/** Any sheet that may come: half of them stamped over the ink, two of five photographed on a table. */
export function drawPaperScene(random: Random): PaperScene {
  const isPhoto = random.next() < 0.4;
  const isStamped = random.next() < 0.5;
  return {
    ...plainPaperScene,
    resolutionPpi: random.pick([200, 300]),
    pen: { colour: random.pick(["black", "blue"]), widthMm: random.between(0.3, 0.9) },
    form: random.pick(["plain", "lines", "squares", "box", "name"]),
    print: random.pick(["grey", "toner"]),
    stamp: !isStamped
      ? null
      : {
          colour: random.pick(["purple", "blue", "red"]),
          rightMm: random.between(-18, 18),
          downMm: random.between(-10, 10),
          radiusMm: random.between(14, 19),
        },
    turnDeg: isPhoto ? random.between(-12, 12) : random.between(-3, 3),
    shadeRatio: random.between(0, 0.35),
    shadowRatio: random.next() < 0.3 ? random.between(0.1, 0.35) : 0,
    noiseLevels: random.between(1, 4),
    tableMm: isPhoto ? random.between(12, 25) : 0,
    perspectiveRatio: isPhoto ? random.between(0, 0.12) : 0,
  };
}
