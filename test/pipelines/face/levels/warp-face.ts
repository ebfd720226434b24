import type { Landmark } from "../../../../pipelines/face/find-landmarks.ts";
import type { CanonicalFace } from "../../../../runtime/kernel/canonical-face.ts";
import type { Point } from "../../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";
import { irisesOf, lipRing, upperLids } from "./warp-points.ts";

type Triangles = CanonicalFace["triangles"];
type Face = {
  readonly image: RgbImage;
  readonly landmarks: readonly Landmark[];
  readonly triangles: Triangles;
};

/** The upper lids drawn down over the eyes by this share of the opening; the eye itself stays. */
export function closeLids({ image, landmarks, triangles }: Face, share: number): RgbImage {
  const moved = landmarks.map((point) => ({ ...point }));
  for (const [upper, lower] of upperLids) {
    const [from, to] = [landmarks[upper], landmarks[lower]];
    if (from === undefined || to === undefined) continue;
    moved[upper] = { ...from, x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  }
  return warp(image, { from: landmarks, to: moved, triangles });
}

/** Jaw and lower lip drawn down, by this share of the face's length at most, and the gap between the lips dark. */
export function openLips({ image, landmarks, triangles }: Face, lengthPx: number): RgbImage {
  const at = (index: number) => landmarks[index] ?? { x: 0, y: 0, z: 0 };
  const middle = (at(78).y + at(308).y) / 2;
  const chin = at(152).y;
  const [left, right] = [at(61).x, at(291).x];
  const half = Math.max(1, (right - left) / 2);
  const moved = landmarks.map((point, index) => {
    const below = (point.y - middle) / Math.max(1, chin - middle);
    if (upperLipPoints.has(index) || below <= 0 || below > 1) return point;
    const beside = Math.abs(point.x - (left + right) / 2) / half;
    return { ...point, y: point.y + lengthPx * Math.max(0, 1 - beside ** 2) * (1 - below) };
  });
  const warped = warp(image, { from: landmarks, to: moved, triangles });
  return fillPolygon(
    warped,
    lipRing.map((index) => moved[index] ?? { x: 0, y: 0 }),
    [40, 14, 16],
  );
}
const upperLipPoints: ReadonlySet<number> = new Set([
  ...[78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
  ...[76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306, 62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292],
]);

/** The face turned about the vertical through it, and tilted, by the depth that the landmarks have, onto the picture as it was. */
export function turnFace({ image, landmarks, triangles }: Face, turn: { yawDeg: number; pitchDeg: number }) {
  const mesh = landmarks.slice(0, 468);
  const mean = (pick: (point: Landmark) => number) => mesh.reduce((sum, point) => sum + pick(point), 0) / mesh.length;
  const centre = { x: mean(({ x }) => x), y: mean(({ y }) => y), z: mean(({ z }) => z) };
  const [yaw, pitch] = [(turn.yawDeg * Math.PI) / 180, (turn.pitchDeg * Math.PI) / 180];
  const moved = landmarks.map((point) => {
    const [x, y, z] = [point.x - centre.x, point.y - centre.y, point.z - centre.z];
    const tilted = { y: y * Math.cos(pitch) + z * Math.sin(pitch), z: z * Math.cos(pitch) - y * Math.sin(pitch) };
    return {
      x: centre.x + x * Math.cos(yaw) - tilted.z * Math.sin(yaw),
      y: centre.y + tilted.y,
      z: centre.z + tilted.z * Math.cos(yaw) + x * Math.sin(yaw),
    };
  });
  return warp(image, { from: landmarks, to: moved, triangles });
}

/** Each iris moved within its eye, by shares of the iris's width; the white is drawn out or together to both sides. */
export function moveIrises(
  { image, landmarks }: Face,
  shift: { readonly right: number; readonly up: number },
): RgbImage {
  let moved = image;
  for (const { iris, edge, outline } of irisesOf) {
    const [centre, rim] = [landmarks[iris], landmarks[edge]];
    if (centre === undefined || rim === undefined) continue;
    const radius = Math.hypot(rim.x - centre.x, rim.y - centre.y);
    const by = { x: 2 * radius * shift.right, y: -2 * radius * shift.up };
    moved = slideWithin(moved, { centre, radius, by, outline: outline.map((index) => landmarks[index] ?? centre) });
  }
  return moved;
}

type Slide = {
  readonly centre: Point;
  readonly radius: number;
  readonly by: Point;
  readonly outline: readonly Point[];
};

function slideWithin(image: RgbImage, { centre, radius, by, outline }: Slide): RgbImage {
  const pixels = new Uint8Array(image.pixels);
  const reach = 2.6 * radius;
  for (let y = Math.floor(centre.y - reach); y <= centre.y + reach; y += 1) {
    for (let x = Math.floor(centre.x - 2 * reach); x <= centre.x + 2 * reach; x += 1) {
      const place = { x: x + 0.5, y: y + 0.5 };
      if (!isInside(outline, place)) continue;
      const away = Math.hypot(place.x - centre.x - by.x, place.y - centre.y - by.y) / radius;
      const share = Math.min(1, Math.max(0, (2.4 - away) / 1.2));
      put(pixels, image, { x, y }, { x: place.x - share * by.x, y: place.y - share * by.y });
    }
  }
  return { ...image, pixels };
}

type Warp = {
  readonly from: readonly Landmark[];
  readonly to: readonly Landmark[];
  readonly triangles: Triangles;
};

/** Every triangle of the mesh that moved is drawn anew from where it was, the farthest first. What none covers stays. */
function warp(image: RgbImage, { from, to, triangles }: Warp): RgbImage {
  const pixels = new Uint8Array(image.pixels);
  const depth = (corners: readonly number[]) => corners.reduce((sum, index) => sum + (to[index]?.z ?? 0), 0);
  const isMoved = (index: number) => from[index]?.x !== to[index]?.x || from[index]?.y !== to[index]?.y;
  const moved = triangles.filter((corners) => corners.some(isMoved)).sort((a, b) => depth(b) - depth(a));
  for (const corners of moved) {
    const [a, b, c] = corners.map((index) => to[index] ?? { x: 0, y: 0, z: 0 });
    const [p, q, r] = corners.map((index) => from[index] ?? { x: 0, y: 0, z: 0 });
    if (a && b && c && p && q && r) drawTriangle(pixels, image, [a, b, c], [p, q, r]);
  }
  return { ...image, pixels };
}

type Corners = readonly [Point, Point, Point];

function drawTriangle(pixels: Uint8Array, image: RgbImage, [a, b, c]: Corners, [p, q, r]: Corners): void {
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (Math.abs(area) < 1e-6) return;
  const [left, right] = [Math.min(a.x, b.x, c.x), Math.max(a.x, b.x, c.x)];
  const [top, bottom] = [Math.min(a.y, b.y, c.y), Math.max(a.y, b.y, c.y)];
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(image.heightPx - 1, bottom); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(image.widthPx - 1, right); x += 1) {
      const [dx, dy] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const v = (dx * (c.y - a.y) - dy * (c.x - a.x)) / area;
      const w = (dy * (b.x - a.x) - dx * (b.y - a.y)) / area;
      if (v < -1e-3 || w < -1e-3 || v + w > 1 + 1e-3) continue;
      const u = 1 - v - w;
      put(pixels, image, { x, y }, { x: u * p.x + v * q.x + w * r.x, y: u * p.y + v * q.y + w * r.y });
    }
  }
}

/** One pixel from between four of the picture; places are continuous. */
function put(pixels: Uint8Array, { pixels: old, widthPx, heightPx }: RgbImage, to: Point, from: Point): void {
  if (to.x < 0 || to.y < 0 || to.x >= widthPx || to.y >= heightPx) return;
  const column = Math.min(widthPx - 2, Math.max(0, Math.floor(from.x - 0.5)));
  const row = Math.min(heightPx - 2, Math.max(0, Math.floor(from.y - 0.5)));
  const [right, down] = [bound(from.x - 0.5 - column), bound(from.y - 0.5 - row)];
  for (let channel = 0; channel < 3; channel += 1) {
    const at = (x: number, y: number) => old[((row + y) * widthPx + column + x) * 3 + channel] ?? 0;
    const above = at(0, 0) * (1 - right) + at(1, 0) * right;
    const below = at(0, 1) * (1 - right) + at(1, 1) * right;
    pixels[(to.y * widthPx + to.x) * 3 + channel] = Math.round(above * (1 - down) + below * down);
  }
}

function bound(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function fillPolygon(image: RgbImage, ring: readonly Point[], colour: readonly number[]): RgbImage {
  const pixels = new Uint8Array(image.pixels);
  const [top, bottom] = [Math.min(...ring.map(({ y }) => y)), Math.max(...ring.map(({ y }) => y))];
  const [left, right] = [Math.min(...ring.map(({ x }) => x)), Math.max(...ring.map(({ x }) => x))];
  for (let y = Math.floor(top); y <= bottom; y += 1) {
    for (let x = Math.floor(left); x <= right; x += 1) {
      if (isInside(ring, { x: x + 0.5, y: y + 0.5 })) pixels.set(colour, (y * image.widthPx + x) * 3);
    }
  }
  return { ...image, pixels };
}

function isInside(ring: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length] ?? a;
    if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) inside = !inside;
  }
  return inside;
}
