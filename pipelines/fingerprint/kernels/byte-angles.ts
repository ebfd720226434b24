// Whole-number geometry of FingerJetFX OSE: 256 angles a turn, vectors of parts up to about 127. Its rounding is kept,
// because whether a doubtful minutia counts depends on it.
const anglesATurn = 256;
const vectorLength = 127;
/** Whole quotients by multiplying: with half added, exact up to 2^31. */
const perLength = 1 / vectorLength;
const perOctagon = 1 / 180;

/** 127 and a half, moved so that every value is rounded as there. */
const sines = Int8Array.from({ length: anglesATurn }, (_, angle) => {
  const sine = 127.07 * Math.sin((2 * Math.PI * (angle % 128)) / anglesATurn);
  return (angle < 128 ? 1 : -1) * Math.floor(sine + 0.44);
});

const slopeSteps = 96;
/** Angle of a slope of `step` / 96: rounded up, nearly always, as there. */
const anglesOfSlope = Uint8Array.from({ length: slopeSteps + 1 }, (_, step) =>
  Math.min(32, Math.floor((127.2 / Math.PI) * Math.atan((step + 0.02) / slopeSteps) + 0.96)),
);

/** 127 times the sine of an angle of 256 a turn. */
export function sineOf(angle: number): number {
  return sines[angle & 255]!;
}

/** 127 times its cosine. */
export function cosineOf(angle: number): number {
  return sines[(angle + 64) & 255]!;
}

/** 0 to 255, counted from x towards y; 0 for no direction at all. */
export function angleOf(x: number, y: number): number {
  const long = Math.max(Math.abs(x), Math.abs(y));
  if (long === 0) return 0;
  const short = Math.min(Math.abs(x), Math.abs(y));
  let angle = anglesOfSlope[Math.floor((short * slopeSteps) / long)]!;
  if (Math.abs(x) < Math.abs(y)) angle = 64 - angle;
  if (x < 0) angle = 128 - angle;
  return (y < 0 ? -angle : angle) & 255;
}

/**
 * What to divide a vector by so that it is about 127 long, its length taken as that of an octagon; 0 for one whose
 * longer part is not above 127 times `limit`.
 */
export function divisorOf(x: number, y: number, limit: number): number {
  const left = Math.abs(x);
  const right = Math.abs(y);
  const longer = ((Math.max(left, right) + 0.5) * perLength) | 0;
  return longer <= limit ? 0 : Math.max(longer, ((left + right + 0.5) * perOctagon) | 0);
}
