import type { Assessment, Reason } from "../../runtime/kernel/assessment.ts";
import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { measureStrokes, type StrokeMeasures } from "./measure-strokes.ts";
import { renderStrokes } from "./render-strokes.ts";
import type { SignatureLimits, SignatureReasonCode } from "./signature-limits.ts";
import { type SplitInk, type Stroke, splitStrokes } from "./split-strokes.ts";
import { tracePaper } from "./trace-paper.ts";

export { defaultSignatureLimits, type SignatureLimits, type SignatureReasonCode } from "./signature-limits.ts";

/** Ink from a pad, or a signature on paper as an image: dark ink on a light ground. */
export type SignatureInput = SignatureInk | { readonly kind: "paper"; readonly image: GrayImage };

export type SignatureAssessment = Assessment<SignatureReasonCode> & {
  /** In millimetres; from paper without time, in no order of writing. */
  readonly strokes: readonly Stroke[];
  readonly extentMm: { readonly width: number; readonly height: number };
  readonly durationMs: number;
  /** 300 ppi, dark on white: drawn from the ink, or redrawn from the lines found on paper. */
  readonly image: GrayImage;
};

/**
 * Judges whether somebody has signed: size, length, time, and that the ink lies within the area. `measures`:
 * `strokes`, `points`, `widthMm`, `heightMm`, `pathMm`, `durationMs`, `bendRatio`, `spikes`, `strangePoints`. The score is
 * 100 when nothing is amiss, else the lowest share of a limit that was reached. Deterministic; never throws.
 */
export function assessSignature(input: SignatureInput, limits: SignatureLimits): SignatureAssessment {
  const split = readStrokes(input);
  const measured = measureStrokes(split.strokes);
  const area = describeArea(input);
  const reasons = collectReasons({ split, measured, area, isPaper: input.kind === "paper", limits });
  const { box, pathMm, durationMs, bendRatio } = measured;
  const extentMm = { width: box?.width ?? 0, height: box?.height ?? 0 };
  return {
    score: scoreReasons(reasons),
    measures: {
      strokes: split.strokes.length,
      points: split.strokes.reduce((sum, stroke) => sum + stroke.length, 0),
      widthMm: extentMm.width,
      heightMm: extentMm.height,
      pathMm,
      durationMs,
      bendRatio,
      spikes: split.spikes,
      strangePoints: split.strangePoints,
    },
    reasons,
    strokes: split.strokes,
    extentMm,
    durationMs,
    image: renderStrokes(split.strokes, box),
  };
}

function readStrokes(input: SignatureInput): SplitInk {
  if (input.kind === "ink") return splitStrokes(input);
  return { strokes: tracePaper(input.image), strangePoints: 0, spikes: 0 };
}

type Area = { readonly widthMm: number; readonly heightMm: number };

function describeArea(input: SignatureInput): Area {
  if (input.kind === "ink") return input;
  const mmPerPx = 25.4 / input.image.resolutionPpi;
  return { widthMm: input.image.widthPx * mmPerPx, heightMm: input.image.heightPx * mmPerPx };
}

type Evidence = {
  readonly split: SplitInk;
  readonly measured: StrokeMeasures;
  readonly area: Area;
  readonly isPaper: boolean;
  readonly limits: SignatureLimits;
};

type SignatureReason = Reason<SignatureReasonCode>;

function collectReasons({ split, measured, area, isPaper, limits }: Evidence): readonly SignatureReason[] {
  const { box, pathMm, durationMs, bendRatio } = measured;
  const { strangePoints } = split;
  const reasons: SignatureReason[] = [];
  if (strangePoints > 0) reasons.push({ code: "not-plausible", value: strangePoints, limit: 0 });
  if (box === null) return [{ code: "blank", value: 0, limit: limits.pathMinMm }, ...reasons];

  const extentMm = Math.max(box.width, box.height);
  if (pathMm < limits.pathMinMm && extentMm < limits.extentMinMm / 4) {
    reasons.unshift({ code: "dot", value: pathMm, limit: limits.pathMinMm });
  } else if (extentMm < limits.extentMinMm) {
    reasons.push({ code: "too-small", value: extentMm, limit: limits.extentMinMm });
  }
  if (bendRatio < limits.bendMinRatio && !limits.isLineAllowed) {
    reasons.push({ code: "bare-line", value: bendRatio, limit: limits.bendMinRatio });
  }
  if (!isPaper && durationMs < limits.durationMinMs) {
    reasons.push({ code: "too-quick", value: durationMs, limit: limits.durationMinMs });
  }
  const right = area.widthMm - box.x - box.width;
  const bottom = area.heightMm - box.y - box.height;
  const clearanceMm = Math.min(box.x, box.y, right, bottom);
  if (clearanceMm < limits.borderMm) reasons.push({ code: "cut-off", value: clearanceMm, limit: limits.borderMm });
  return reasons;
}

/** How much of the worst-missed limit was reached, as a whole percentage below 100. */
function scoreReasons(reasons: readonly SignatureReason[]): number {
  const shares = reasons.map(({ value, limit }) => (limit > 0 ? Math.max(0, value) / limit : 0));
  return Math.round(100 * shares.reduce((least, share) => Math.min(least, share), 1));
}
