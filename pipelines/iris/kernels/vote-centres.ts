import type { Plane } from "../../image/plane.ts";

export type CentreCandidate = { readonly x: number; readonly y: number; readonly votes: number };

export type VoteLimits = {
  readonly radiusMinPx: number;
  readonly radiusMaxPx: number;
  readonly candidatesMax: number;
  /** Two candidates keep at least this distance, in each direction. */
  readonly separationPx: number;
};

/** Stronger edges than this do not count more: a lid's shadow must not outvote a soft limbus. */
const gradientCap = 12;
/** Weaker slopes than this, in gray levels a pixel, are noise or shading. */
const gradientFloor = 0.75;

/**
 * Where dark round things have their middle: every slope votes along its downhill direction for the centres of all
 * circles it could bound (Loy and Zelinsky, "Fast radial symmetry", 2003, without their orientation image). Pupil and
 * limbus vote for nearly the same point. Best first.
 */
export function voteCentres(plane: Plane, limits: VoteLimits): CentreCandidate[] {
  const votes = smoothVotes(collectVotes(plane, limits), plane);
  const found: CentreCandidate[] = [];
  while (found.length < limits.candidatesMax) {
    let best = -1;
    let bestVotes = 0;
    for (let index = 0; index < votes.length; index += 1) {
      if (votes[index]! > bestVotes) {
        bestVotes = votes[index]!;
        best = index;
      }
    }
    if (best < 0) break;
    const x = best % plane.widthPx;
    const y = Math.floor(best / plane.widthPx);
    found.push({ x, y, votes: bestVotes });
    clearAround(votes, plane, { x, y, reachPx: limits.separationPx });
  }
  return found;
}

function collectVotes({ widthPx, heightPx, values }: Plane, limits: VoteLimits): Float32Array {
  const votes = new Float32Array(widthPx * heightPx);
  // A circle has as many edge pixels as its radius is long; each vote is a share of a whole circle.
  const shares = Float64Array.from({ length: limits.radiusMaxPx + 1 }, (_, radius) => 1 / radius);
  const floorSquared = (2 * gradientFloor) ** 2;
  for (let y = 1; y < heightPx - 1; y += 1) {
    for (let x = 1; x < widthPx - 1; x += 1) {
      const index = y * widthPx + x;
      const slopeX = values[index + 1]! - values[index - 1]!;
      const slopeY = values[index + widthPx]! - values[index - widthPx]!;
      const squared = slopeX * slopeX + slopeY * slopeY;
      if (squared < floorSquared) continue;
      const slope = Math.sqrt(squared);
      // Divided by the slope's length this walks one pixel downhill a step.
      const stepX = -slopeX / slope;
      const stepY = -slopeY / slope;
      const weight = Math.sqrt(Math.min(slope / 2, gradientCap));
      let centreX = x + 0.5 + stepX * limits.radiusMinPx;
      let centreY = y + 0.5 + stepY * limits.radiusMinPx;
      for (let radius = limits.radiusMinPx; radius <= limits.radiusMaxPx; radius += 1) {
        if (!(centreX >= 0 && centreY >= 0 && centreX < widthPx && centreY < heightPx)) break;
        votes[(centreY | 0) * widthPx + (centreX | 0)]! += weight * shares[radius]!;
        centreX += stepX;
        centreY += stepY;
      }
    }
  }
  return votes;
}

function smoothVotes(votes: Float32Array, { widthPx, heightPx }: Plane): Float32Array {
  const smooth = new Float32Array(votes.length);
  for (let y = 1; y < heightPx - 1; y += 1) {
    for (let x = 1; x < widthPx - 1; x += 1) {
      const index = y * widthPx + x;
      let sum = 0;
      for (let row = index - widthPx; row <= index + widthPx; row += widthPx) {
        sum += votes[row - 1]! + votes[row]! + votes[row + 1]!;
      }
      smooth[index] = sum;
    }
  }
  return smooth;
}

function clearAround(
  votes: Float32Array,
  { widthPx, heightPx }: Plane,
  { x, y, reachPx }: { x: number; y: number; reachPx: number },
): void {
  for (let row = Math.max(0, y - reachPx); row <= Math.min(heightPx - 1, y + reachPx); row += 1) {
    votes.fill(0, row * widthPx + Math.max(0, x - reachPx), row * widthPx + Math.min(widthPx, x + reachPx + 1));
  }
}
