import type { Point } from "../../runtime/kernel/geometry.ts";
import type { DrawnFace } from "./draw-features.ts";
import { lampDirection, litRatio } from "./draw-skin.ts";
import { vertexAt } from "./express-face.ts";
import { eyeRings, faceOval, hairLine } from "./face-rings.ts";
import type { FaceScene } from "./face-scene.ts";
import { ellipsoid, type HeadView } from "./head-view.ts";
import { backdropCloths, fromSrgb, type LinearColour, mix, paint } from "./scene-colour.ts";
import { convexOutline, linePath, polygonPath, roundedPath } from "./svg-shapes.ts";
import { add, apply, type Vector } from "./vector.ts";

const hair = fromSrgb(30, 25, 23);
const scarf = fromSrgb(92, 84, 122);
/** A scarf lies over forehead, temples and ears; from the cheeks on it runs behind the jaw and under the chin, whose line is free. */
const scarfOverFaceMinCm = -1;
const frames = fromSrgb(38, 34, 36);

/** The cloth, brightest in the upper left corner. */
export function drawBackdrop({ backdrop, widthPx, heightPx }: FaceScene): string {
  const cloth = backdropCloths[backdrop.colour];
  const near = paint(cloth, backdrop.shadeRatio);
  const far = paint(cloth, backdrop.shadeRatio * (1 - backdrop.gradientRatio));
  return [
    `<linearGradient id="cloth" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${near}"/><stop offset="1" stop-color="${far}"/></linearGradient>`,
    `<rect width="${widthPx}" height="${heightPx}" fill="url(#cloth)"/>`,
  ].join("");
}

/** What lies behind the face: hair or scarf, ears, neck, shoulders. */
export function drawBehindFace(face: DrawnFace, clothes: LinearColour): string {
  const { view, scene, skin } = face;
  const lit = frontLight(scene);
  const cover = scene.hasHeadScarf ? paint(scarf, lit) : paint(hair, lit);
  const skull = scene.hasHeadScarf ? scarfSkull : hairSkull;
  return [
    silhouette(skull.map(view.place), cover),
    scene.hasHeadScarf ? "" : drawEars(view, paint(skin, 0.78 * lit)),
    scene.hasHeadScarf ? "" : drawNeck(view, skin, lit),
    patch(shoulders.map(view.placeUpright), paint(clothes, lit)),
    scene.hasHeadScarf ? patch(scarfDrape.map(view.placeUpright), paint(mix(scarf, [0, 0, 0], 0.25), lit)) : "",
    // The far side of the opening, most of which the face then hides.
    scene.hasHeadScarf ? drawRim(face, () => true) : "",
  ].join("");
}

/** What lies over the face: the near side of the hair line or of the scarf's opening, and glasses. */
export function drawOverFace(face: DrawnFace): string {
  const lowestCm = face.scene.hasHeadScarf ? scarfOverFaceMinCm : Number.NEGATIVE_INFINITY;
  const rim = drawRim(face, (end) => isOnNearSide(face.view, end) && end[1] > lowestCm);
  return face.scene.hasGlasses ? rim + drawGlasses(face) : rim;
}

/** A band of hair or cloth along the rim of the face, where both ends of a piece are wanted. */
function drawRim({ vertices, view, scene }: DrawnFace, isWanted: (end: Vector) => boolean): string {
  const [line, cover, widthCm] = scene.hasHeadScarf ? [[...faceOval, faceOval[0]], scarf, 2.2] : [hairLine, hair, 1.5];
  const rim = line.map((index) => vertexAt(vertices, index));
  const pieces = rim
    .slice(1)
    .map((vertex, index) => [rim[index] ?? vertex, vertex])
    .filter((ends) => ends.every(isWanted))
    .map((ends) => linePath(ends.map(view.place)));
  const stroke = `stroke="${paint(cover, frontLight(scene))}" stroke-width="${(widthCm * view.pxPerCm).toFixed(1)}"`;
  return `<path d="${pieces.join("")}" fill="none" ${stroke} stroke-linecap="round"/>`;
}

/** Whether the round of the head has not yet turned this part of the face's rim away from the camera. */
function isOnNearSide(view: HeadView, [x, y, z]: Vector): boolean {
  const outwards: Vector = [x / 8, (y - 2) / 12, (z + 2) / 7];
  return apply(view.rotation, outwards)[2] > -0.05;
}

/** Light on what faces the camera. */
function frontLight({ light }: FaceScene): number {
  return litRatio(light, lampDirection(light), [0, 0, 1]);
}

const hairSkull = ellipsoid([0, 3.4, -1.8], [8.5, 10.4, 9.2]);
const scarfSkull = ellipsoid([0, 2.2, -1.4], [9.4, 12.2, 10]);
const leftEar = ellipsoid([-7.9, 1, -2.6], [0.9, 2.9, 1.6]);
const rightEar = leftEar.map(([x, y, z]): Vector => [-x, y, z]);

/** Centimetres about the middle of the head; the polygon's corners are rounded when drawn. */
const shoulders: readonly Vector[] = [
  [-5.4, -14, -3],
  [-9, -15.6, -3],
  [-20, -18.4, -3],
  [-25, -24, -3],
  [-26, -60, -3],
  [26, -60, -3],
  [25, -24, -3],
  [20, -18.4, -3],
  [9, -15.6, -3],
  [5.4, -14, -3],
  [0, -17.5, -3],
];
const scarfDrape: readonly Vector[] = [
  [-9.2, 0, -1],
  [-9.8, -10, 0],
  [-15, -20, 1],
  [-12, -30, 1],
  [0, -35, 1],
  [12, -30, 1],
  [15, -20, 1],
  [9.8, -10, 0],
  [9.2, 0, -1],
];

function drawEars(view: HeadView, colour: string): string {
  return [leftEar, rightEar].map((ear) => silhouette(ear.map(view.place), colour)).join("");
}

/** The chin's shadow darkens the neck towards the top. */
function drawNeck(view: HeadView, skin: LinearColour, lit: number): string {
  const neck: readonly Vector[] = [
    [-5.3, 0, -3],
    [-5.2, -12, -3],
    [-7.5, -17, -3],
    [0, -20, -3],
    [7.5, -17, -3],
    [5.2, -12, -3],
    [5.3, 0, -3],
  ];
  const shade = `<stop offset="0.5" stop-color="${paint(skin, 0.45 * lit)}"/><stop offset="0.85" stop-color="${paint(skin, 0.75 * lit)}"/>`;
  const gradient = `<linearGradient id="neck" x1="0" y1="0" x2="0" y2="1">${shade}</linearGradient>`;
  return `${gradient}<path d="${roundedPath(neck.map(view.placeUpright))}" fill="url(#neck)"/>`;
}

function drawGlasses(face: DrawnFace): string {
  const { vertices, view, scene } = face;
  const stroke = `stroke="${paint(frames, frontLight(scene))}" stroke-width="${(0.28 * view.pxPerCm).toFixed(1)}" stroke-linejoin="round"`;
  const lenses = eyeRings.map((ring) => {
    const outer = vertexAt(vertices, ring.outerCorner);
    const inner = vertexAt(vertices, ring.innerCorner);
    const centre: Vector = [(outer[0] + inner[0]) / 2, outer[1] - 0.2, 5.2];
    const corners = lensShape.map(([x, y]) => view.place(add(centre, [x, y, -Math.abs(centre[0] + x) * 0.12])));
    return `<path d="${roundedPath(corners)}" fill="white" fill-opacity="0.06" ${stroke}/>${drawGlare(face, centre)}`;
  });
  const bar = (points: readonly Vector[]) => `<path d="${linePath(points.map(view.place))}" fill="none" ${stroke}/>`;
  const bridge: readonly Vector[] = [
    [-0.9, 2.9, 5.2],
    [0, 3.2, 5.9],
    [0.9, 2.9, 5.2],
  ];
  const temple = (side: number): readonly Vector[] => [
    [side * 5.6, 3.1, 4.5],
    [side * 7.7, 3, 1],
  ];
  return lenses.join("") + bar(bridge) + bar(temple(-1)) + bar(temple(1));
}

/** A lamp mirrored in a lens: a slanted white patch from its upper edge down, over the eye. */
function drawGlare({ view, scene: { lensGlareRatio } }: DrawnFace, centre: Vector): string {
  if (lensGlareRatio <= 0) return "";
  const half = 2.3 * lensGlareRatio;
  const slant = 0.4;
  const patch: readonly (readonly [number, number])[] = [
    [-half + slant, 1.7],
    [half + slant, 1.7],
    [half - slant, 1.7 - 3.2 * lensGlareRatio],
    [-half - slant, 1.7 - 3.2 * lensGlareRatio],
  ];
  const corners = patch.map(([x, y]) => view.place(add(centre, [x, y, 0.1])));
  return `<path d="${roundedPath(corners)}" fill="white" fill-opacity="0.92"/>`;
}

const lensShape: readonly (readonly [number, number])[] = [
  [-2.7, 1.9],
  [0, 2.2],
  [2.7, 1.9],
  [2.6, -1.7],
  [0, -2.3],
  [-2.6, -1.7],
];

/** The silhouette of a round body, given points all over its surface. */
function silhouette(points: readonly Point[], colour: string): string {
  return `<path d="${polygonPath(convexOutline(points))}" fill="${colour}"/>`;
}

function patch(corners: readonly Point[], colour: string): string {
  return `<path d="${roundedPath(corners)}" fill="${colour}"/>`;
}
