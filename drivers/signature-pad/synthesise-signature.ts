import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { Random } from "../../runtime/kernel/random.ts";

export type SignatureScene = {
  readonly kind: "signature" | "line" | "dot" | "blank";
  readonly widthMm: number;
  readonly heightMm: number;
};

/** A pad of the usual size, signed properly. */
export const properSignature: SignatureScene = { kind: "signature", widthMm: 80, heightMm: 48 };

const sampleIntervalMs = 5;
const strokesMin = 2;
const strokesMax = 3;

/**
 * Ink that belongs to nobody: each stroke is a sum of swings (after the kinematic idea that handwriting is overlapping
 * bell-shaped velocity pulses; Plamondon 1995), sampled 200 times a second, pressure highest in mid-stroke.
 */
export function synthesiseSignature(random: Random, scene: SignatureScene = properSignature): SignatureInk {
  const { kind, widthMm, heightMm } = scene;
  const points: InkPoint[] = [];
  if (kind !== "blank") for (const stroke of planStrokes(random, scene)) drawStroke(points, stroke);
  return { kind: "ink", widthMm, heightMm, points };
}

type StrokePlan = {
  readonly startX: number;
  readonly startY: number;
  readonly lengthMm: number;
  readonly swings: readonly { readonly heightMm: number; readonly turns: number; readonly phaseRad: number }[];
  readonly loopMm: number;
  readonly durationMs: number;
};

function planStrokes(random: Random, { kind, widthMm, heightMm }: SignatureScene): readonly StrokePlan[] {
  const base = { startX: widthMm * 0.2, startY: heightMm * 0.5, swings: [], loopMm: 0 };
  if (kind === "dot") return [{ ...base, lengthMm: 0.2, durationMs: 60 }];
  if (kind === "line") return [{ ...base, lengthMm: widthMm * 0.5, durationMs: 700 }];
  const count = random.integer(strokesMin, strokesMax);
  return Array.from({ length: count }, (_, index) => {
    const lengthMm = random.between(0.35, 0.5) * widthMm;
    return {
      startX: widthMm * random.between(0.14, 0.22) + (index * widthMm * 0.3) / count,
      startY: heightMm * random.between(0.44, 0.56),
      lengthMm,
      swings: Array.from({ length: 3 }, () => ({
        heightMm: heightMm * random.between(0.04, 0.12),
        turns: random.between(0.8, 3.2),
        phaseRad: random.between(0, 2 * Math.PI),
      })),
      loopMm: random.between(1, 4),
      durationMs: random.integer(500, 900),
    };
  });
}

function drawStroke(points: InkPoint[], stroke: StrokePlan): void {
  const startMs = (points.at(-1)?.t ?? -100) + 100;
  const samples = Math.max(2, Math.round(stroke.durationMs / sampleIntervalMs));
  for (let sample = 0; sample < samples; sample += 1) {
    const share = sample / (samples - 1);
    // The hand starts and ends at rest.
    const travelled = share - Math.sin(2 * Math.PI * share) / (2 * Math.PI);
    const angle = 6 * Math.PI * travelled;
    const rise = stroke.swings.reduce(
      (sum, swing) => sum + swing.heightMm * Math.sin(2 * Math.PI * swing.turns * travelled + swing.phaseRad),
      0,
    );
    points.push({
      x: stroke.startX + stroke.lengthMm * travelled + stroke.loopMm * Math.sin(angle),
      y: stroke.startY + rise + stroke.loopMm * (1 - Math.cos(angle)),
      t: startMs + sample * sampleIntervalMs,
      p: 0.25 + 0.55 * Math.sin(Math.PI * share),
      down: true,
    });
  }
  const last = points.at(-1);
  if (last !== undefined) points.push({ ...last, t: last.t + sampleIntervalMs, p: 0, down: false });
}
