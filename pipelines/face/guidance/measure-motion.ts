import type { FaceGeometry } from "../face-geometry.ts";
import type { Sighting } from "./face-track.ts";

/** Frames that follow each other faster than a camera's are counted as a camera's: landmarks tremble a little in each. */
const intervalMinMs = 66;

export function noteSighting(geometry: FaceGeometry, atMs: number): Sighting {
  const { eyeCentres, noseTip, mouth, interEyePx } = geometry;
  return { atMs, points: [...eyeCentres, noseTip, mouth], interEyePx };
}

/** How fast the part of the face that moves most went from one sighting to the next, in distances between the eyes a second. */
export function measureMotion(last: Sighting, now: Sighting): number {
  const elapsedMs = Math.max(intervalMinMs, now.atMs - last.atMs);
  const paths = now.points.map((point, index) => {
    const before = last.points[index] ?? point;
    return Math.hypot(point.x - before.x, point.y - before.y);
  });
  return (1_000 * Math.max(0, ...paths)) / (Math.max(now.interEyePx, 1) * elapsedMs);
}
