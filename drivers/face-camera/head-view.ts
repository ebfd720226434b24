import type { Point } from "../../runtime/kernel/geometry.ts";
import type { FaceScene } from "./face-scene.ts";
import {
  add,
  apply,
  type Matrix,
  multiply,
  rotationAboutX,
  rotationAboutY,
  rotationAboutZ,
  type Vector,
} from "./vector.ts";

/** How the head's centimetres become the picture's pixels. */
export type HeadView = {
  readonly rotation: Matrix;
  /** A point of the head, turned with it. */
  readonly place: (head: Vector) => Point;
  /** A point of the body, which stays upright under the head. */
  readonly placeUpright: (body: Vector) => Point;
  /** Pixels that a centimetre takes at the middle of the head. */
  readonly pxPerCm: number;
};

/** Focal length in picture heights: a portrait lens that shows half a metre of height at one metre. */
const focalLengthHeights = 2;

/** Middle between the eyes' corners on the canonical face, centimetres. */
const betweenEyes: Vector = [0, 2.62, 3.5];

/** Pinhole camera looking straight at the head; the picture is then shifted so that the eyes fall where asked. */
export function viewHead(scene: FaceScene): HeadView {
  const rotation = headRotation(scene);
  const distanceCm = scene.distanceMm / 10;
  const focalPx = focalLengthHeights * scene.heightPx;
  const project = (point: Vector): Point => {
    const scalePx = focalPx / (distanceCm - point[2]);
    return { x: point[0] * scalePx, y: -point[1] * scalePx };
  };
  const eyes = project(apply(rotation, betweenEyes));
  const shift = {
    x: scene.eyes.xRatio * scene.widthPx - eyes.x,
    y: scene.eyes.yRatio * scene.heightPx - eyes.y,
  };
  const placeUpright = (point: Vector): Point => {
    const projected = project(point);
    return { x: projected.x + shift.x, y: projected.y + shift.y };
  };
  return {
    rotation,
    place: (head) => placeUpright(apply(rotation, head)),
    placeUpright,
    pxPerCm: focalPx / distanceCm,
  };
}

/** Points on an ellipsoid, enough for its outline to look round. */
export function ellipsoid(centre: Vector, radii: Vector): readonly Vector[] {
  const points: Vector[] = [];
  for (let ring = 0; ring <= 16; ring += 1) {
    const polar = (Math.PI * ring) / 16;
    for (let step = 0; step < 32; step += 1) {
      const around = (Math.PI * step) / 16;
      const unit: Vector = [Math.sin(polar) * Math.sin(around), Math.cos(polar), Math.sin(polar) * Math.cos(around)];
      points.push(add(centre, [unit[0] * radii[0], unit[1] * radii[1], unit[2] * radii[2]]));
    }
  }
  return points;
}

function headRotation({ pose }: FaceScene): Matrix {
  const turned = multiply(rotationAboutY(pose.yawDeg), rotationAboutX(-pose.pitchDeg));
  return multiply(rotationAboutZ(-pose.rollDeg), turned);
}
