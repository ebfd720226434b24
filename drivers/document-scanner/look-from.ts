import type { Point } from "../../runtime/kernel/geometry.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import type { PhotoScene } from "./photo-scene.ts";

/**
 * From a point of the picture to one of the sheet, in the sheet's own pixels: u, v and w are each linear in x, y and 1,
 * row by row, and the point is u / w, v / w.
 */
export type SheetMap = readonly [
  ux: number,
  uy: number,
  u1: number,
  vx: number,
  vy: number,
  v1: number,
  wx: number,
  wy: number,
  w1: number,
];

/** How a camera sees a sheet. */
export type SheetView = {
  readonly toSheet: SheetMap;
  /** The sheet's corners in the picture, clockwise from its own top left. */
  readonly corners: readonly [Point, Point, Point, Point];
  /** Of the picture's middle were the camera straight above it. */
  readonly resolutionPpi: number;
};

/** Over the picture's width: a phone's or document camera's lens. */
const focalRatio = 1.15;

type Vector = readonly [x: number, y: number, z: number];

/** A pinhole camera over a plane: the plane is turned in itself, then tilted away, and seen at one distance. */
export function lookFrom(sheet: PageImage, scene: PhotoScene): SheetView {
  const { widthPx, heightPx, offset } = scene;
  const focalPx = focalRatio * Math.max(widthPx, heightPx);
  const scale = scene.coverRatio / Math.max(extentAcross(sheet, scene) / widthPx, extentDown(sheet, scene) / heightPx);
  const distance = focalPx / scale;
  const turn = (scene.turnDeg * Math.PI) / 180;
  const along = tilt([Math.cos(turn), Math.sin(turn), 0], scene);
  const down = tilt([-Math.sin(turn), Math.cos(turn), 0], scene);
  const middle: Vector = [(offset.x * widthPx) / scale, (offset.y * heightPx) / scale, distance];
  const see = (x: number, y: number): Point => {
    const [px, py] = [x - sheet.widthPx / 2, y - sheet.heightPx / 2];
    const at = (axis: 0 | 1 | 2) => px * along[axis] + py * down[axis] + middle[axis];
    return { x: (focalPx * at(0)) / at(2) + widthPx / 2, y: (focalPx * at(1)) / at(2) + heightPx / 2 };
  };
  return {
    corners: [see(0, 0), see(sheet.widthPx, 0), see(sheet.widthPx, sheet.heightPx), see(0, sheet.heightPx)],
    resolutionPpi: sheet.resolutionPpi * scale,
    toSheet: mapBack(sheet, { along, down, middle, focalPx, centre: [widthPx / 2, heightPx / 2] }),
  };
}

type Pose = {
  readonly along: Vector;
  readonly down: Vector;
  readonly middle: Vector;
  readonly focalPx: number;
  readonly centre: readonly [number, number];
};

/** Where the ray through a pixel meets the sheet's plane. */
function mapBack(sheet: PageImage, { along, down, middle, focalPx, centre }: Pose): SheetMap {
  const normal = cross(along, down);
  const depth = dot(normal, middle);
  // The ray through (x, y) is (x - cx, y - cy, focal): linear in x, y and 1.
  const project = (axis: Vector): Vector => [
    axis[0],
    axis[1],
    axis[2] * focalPx - axis[0] * centre[0] - axis[1] * centre[1],
  ];
  const w = project(normal);
  const place = (axis: Vector, sidePx: number): Vector => {
    const seen = project(axis);
    const rest = sidePx / 2 - dot(middle, axis);
    return [depth * seen[0] + rest * w[0], depth * seen[1] + rest * w[1], depth * seen[2] + rest * w[2]];
  };
  return [...place(along, sheet.widthPx), ...place(down, sheet.heightPx), ...w];
}

/** Tilts about an axis in the picture's plane (Rodrigues). */
function tilt(vector: Vector, { tiltDeg, tiltFromDeg }: PhotoScene): Vector {
  const [angle, from] = [(tiltDeg * Math.PI) / 180, (tiltFromDeg * Math.PI) / 180];
  const axis: Vector = [Math.cos(from), Math.sin(from), 0];
  const across = cross(axis, vector);
  const kept = dot(axis, vector) * (1 - Math.cos(angle));
  const at = (index: 0 | 1 | 2) =>
    vector[index] * Math.cos(angle) + across[index] * Math.sin(angle) + axis[index] * kept;
  return [at(0), at(1), at(2)];
}

function extentAcross({ widthPx, heightPx }: PageImage, { turnDeg }: PhotoScene): number {
  const turn = (turnDeg * Math.PI) / 180;
  return Math.abs(widthPx * Math.cos(turn)) + Math.abs(heightPx * Math.sin(turn));
}

function extentDown({ widthPx, heightPx }: PageImage, { turnDeg }: PhotoScene): number {
  const turn = (turnDeg * Math.PI) / 180;
  return Math.abs(widthPx * Math.sin(turn)) + Math.abs(heightPx * Math.cos(turn));
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
