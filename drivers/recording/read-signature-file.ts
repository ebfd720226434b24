import { z } from "zod";
import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { readJsonFile } from "./read-json-file.ts";

const fileSizeMaxBytes = 16_777_216;
/** Ten minutes of a 200 Hz pad would be 120,000; nobody signs for half of that. */
const pointsMax = 60_000;
const durationMaxMs = 600_000;
const padSideMinMm = 5;
const padSideMaxMm = 500;
/** A pen reaches no further than its pad; this much is rounding and calibration. */
const overhangMaxMm = 1;
const supposedMarginMm = 5;

const pointSchema = z.strictObject({
  x: z.number(),
  y: z.number(),
  t: z.number().nonnegative(),
  p: z.number().min(0).max(1),
  down: z.boolean(),
});

const padSideSchema = z.number().min(padSideMinMm).max(padSideMaxMm);

const signatureSchema = z.preprocess(
  (document) => (Array.isArray(document) ? { points: document } : document),
  z
    .strictObject({
      kind: z.literal("ink").optional(),
      widthMm: padSideSchema.optional(),
      heightMm: padSideSchema.optional(),
      points: z.array(pointSchema).max(pointsMax),
    })
    .transform(({ widthMm, heightMm, points }) => ({
      widthMm: widthMm ?? supposePadSide(points.map(({ x }) => x)),
      heightMm: heightMm ?? supposePadSide(points.map(({ y }) => y)),
      points,
    }))
    .superRefine(({ widthMm, heightMm, points }, context) => {
      const problem = findStrayPoint(points, { widthMm, heightMm });
      if (problem === null) return;
      context.addIssue({ code: "custom", path: ["points", problem.index], message: problem.what });
    }),
);

/**
 * Reads a recorded signature: `{ widthMm, heightMm, points: [{ x, y, t, p, down }] }`, in millimetres from the pad's
 * top left and milliseconds; `t` comes out counted from the first point. A pad whose size is not told, or a bare list of
 * points, is supposed to reach a little beyond the ink. An empty signature is read: judging it is the pipeline's work.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `signature.invalid`
 */
export async function readSignatureFile(path: string): Promise<SignatureInk> {
  const { widthMm, heightMm, points } = await readJsonFile(path, signatureSchema, {
    limitBytes: fileSizeMaxBytes,
    refuse: (problem) => new BoothError("signature.invalid", { path, problem }),
  });
  const startMs = points[0]?.t ?? 0;
  return { kind: "ink", widthMm, heightMm, points: points.map((point) => ({ ...point, t: point.t - startMs })) };
}

function supposePadSide(positionsMm: readonly number[]): number {
  const farthestMm = positionsMm.reduce((most, position) => Math.max(most, position), padSideMinMm);
  return Math.min(padSideMaxMm, farthestMm + supposedMarginMm);
}

function findStrayPoint(points: readonly InkPoint[], pad: { readonly widthMm: number; readonly heightMm: number }) {
  const startMs = points[0]?.t ?? 0;
  let previousMs = startMs;
  for (const [index, { x, y, t }] of points.entries()) {
    if (!isOnPad(x, pad.widthMm) || !isOnPad(y, pad.heightMm)) return { index, what: "lies off the pad" };
    if (t < previousMs) return { index, what: "t runs backwards" };
    if (t - startMs > durationMaxMs) return { index, what: `lies more than ${durationMaxMs} ms after the first point` };
    previousMs = t;
  }
  return null;
}

function isOnPad(positionMm: number, sideMm: number): boolean {
  return positionMm >= -overhangMaxMm && positionMm <= sideMm + overhangMaxMm;
}
