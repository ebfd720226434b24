import type { InkPoint, SignatureInk } from "../../../runtime/kernel/biometric.ts";

export type Corners = readonly (readonly [xMm: number, yMm: number])[];

/** A pen that visits the corners given, a millimetre every 5 ms, on an 80 × 48 mm pad; lifted after each stroke. */
export function drawInk(...strokes: readonly Corners[]): SignatureInk {
  const points: InkPoint[] = [];
  let t = 0;
  for (const corners of strokes) {
    corners.forEach(([toX, toY], index) => {
      const [fromX, fromY] = corners[index - 1] ?? [toX, toY];
      const steps = Math.max(1, Math.round(Math.hypot(toX - fromX, toY - fromY)));
      for (let step = 1; step <= steps; step += 1, t += 5) {
        const share = step / steps;
        points.push({ x: fromX + (toX - fromX) * share, y: fromY + (toY - fromY) * share, t, p: 0.5, down: true });
      }
    });
    points.push({ x: 40, y: 24, t, p: 0, down: false });
    t += 5;
  }
  return { kind: "ink", widthMm: 80, heightMm: 48, points };
}

/** Five strokes up and down, and a line beneath: enough for a signature. */
export const zigzagCorners: readonly Corners[] = [
  [
    [20, 30],
    [25, 12],
    [30, 30],
    [35, 12],
    [40, 30],
  ],
  [
    [18, 36],
    [60, 34],
  ],
];
