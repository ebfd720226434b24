import type { InkPoint, SignatureInk } from "../../runtime/kernel/biometric.ts";
import { orderPoints } from "./order-points.ts";
import { readInk } from "./read-ink.ts";

/**
 * The series that the signature's pictures are drawn from: strokes without spikes and repeats, each at uniform steps of
 * time. Where the pen was lifted the pad's own reports of that stand between them; where reports are missing nothing
 * does, and the silence stays.
 */
export function cleanInk(ink: SignatureInk): SignatureInk {
  const { strokes } = readInk(ink);
  const lifts = orderPoints(ink).points.filter(({ down }) => !down);
  const points: InkPoint[] = [];
  let next = 0;
  for (const [index, stroke] of strokes.entries()) {
    const endMs = stroke.at(-1)?.t ?? 0;
    const resumedMs = strokes[index + 1]?.[0]?.t ?? Number.POSITIVE_INFINITY;
    points.push(...stroke);
    while (next < lifts.length && (lifts[next]?.t ?? endMs) <= endMs) next += 1;
    for (let lift = lifts[next]; lift !== undefined && lift.t < resumedMs; lift = lifts[next]) {
      points.push(lift);
      next += 1;
      // After the last stroke one tells that it has ended.
      if (index === strokes.length - 1) break;
    }
  }
  return { ...ink, points };
}
