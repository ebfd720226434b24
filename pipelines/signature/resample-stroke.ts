import type { InkPoint } from "../../runtime/kernel/biometric.ts";

/** As the usual pads report: 200 a second. */
const stepMs = 5;

/**
 * One stroke at uniform steps of time as near to 5 ms as its length allows; its ends stay where and when they are. Between
 * points it follows monotone cubics (Fritsch and Carlson, 1980), which never reach beyond the points they join. Points are
 * in order of time, no two of one moment.
 */
export function resampleStroke(stroke: readonly InkPoint[]): InkPoint[] {
  const [first] = stroke;
  const last = stroke.at(-1);
  if (first === undefined || last === undefined || stroke.length === 1) return [...stroke];
  const steps = Math.max(1, Math.round((last.t - first.t) / stepMs));
  const slopes = { x: findSlopes(stroke, "x"), y: findSlopes(stroke, "y") };
  const samples: InkPoint[] = [first];
  let at = 0;
  for (let step = 1; step < steps; step += 1) {
    const t = first.t + ((last.t - first.t) * step) / steps;
    while (at + 2 < stroke.length && (stroke[at + 1]?.t ?? t) <= t) at += 1;
    const [from, to] = [stroke[at] ?? first, stroke[at + 1] ?? last];
    const share = (t - from.t) / (to.t - from.t);
    const follow = (axis: "x" | "y") =>
      followCubic(from, to, share, [axis, slopes[axis][at] ?? 0, slopes[axis][at + 1] ?? 0]);
    samples.push({ x: follow("x"), y: follow("y"), t, p: from.p + (to.p - from.p) * share, down: true });
  }
  samples.push(last);
  return samples;
}

type Axis = "x" | "y";

function followCubic(
  from: InkPoint,
  to: InkPoint,
  share: number,
  [axis, slopeFrom, slopeTo]: readonly [Axis, number, number],
): number {
  const rest = 1 - share;
  const spanMs = to.t - from.t;
  const place =
    from[axis] * (1 + 2 * share) * rest * rest +
    to[axis] * (1 + 2 * rest) * share * share +
    spanMs * (slopeFrom * share * rest * rest - slopeTo * rest * share * share);
  // Rounding must not carry it past its ends either.
  return Math.min(Math.max(place, Math.min(from[axis], to[axis])), Math.max(from[axis], to[axis]));
}

/** Slope at each point: the harmonic mean of those beside it, 0 where the direction turns round. */
function findSlopes(stroke: readonly InkPoint[], axis: Axis): Float64Array {
  const slopes = new Float64Array(stroke.length);
  const chord = (index: number) => {
    const [from, to] = [stroke[index], stroke[index + 1]];
    return from === undefined || to === undefined ? 0 : (to[axis] - from[axis]) / (to.t - from.t);
  };
  slopes[0] = chord(0);
  slopes[stroke.length - 1] = chord(stroke.length - 2);
  for (let index = 1; index < stroke.length - 1; index += 1) {
    const [before, after] = [chord(index - 1), chord(index)];
    slopes[index] = before * after > 0 ? (2 * before * after) / (before + after) : 0;
  }
  return slopes;
}
