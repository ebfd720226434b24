import type { Point } from "../../runtime/kernel/geometry.ts";
import { vertexAt } from "./express-face.ts";
import { type EyeRing, eyeRings, innerLipCorners, lowerInnerLip, outerLips, upperInnerLip } from "./face-rings.ts";
import type { FaceScene } from "./face-scene.ts";
import type { HeadView } from "./head-view.ts";
import { fromSrgb, type LinearColour, mix, paint } from "./scene-colour.ts";
import { linePath, polygonPath, roundedPath } from "./svg-shapes.ts";
import { scale, type Vector } from "./vector.ts";

export type DrawnFace = {
  readonly vertices: readonly Vector[];
  readonly view: HeadView;
  readonly scene: FaceScene;
  readonly skin: LinearColour;
};

/** Radius of the visible iris, centimetres: 11.7 mm across, nearly the same in all grown people. */
export const irisRadiusCm = 0.585;

const white = fromSrgb(236, 232, 226);
const irisBrown = fromSrgb(74, 46, 30);
const black = fromSrgb(14, 12, 12);
const retinaRed = fromSrgb(214, 44, 38);
const hairBlack = fromSrgb(30, 25, 23);
const lipRed = fromSrgb(176, 70, 70);

/** Eyes, brows, nostrils and mouth, laid over the skin. */
export function drawFeatures(face: DrawnFace): string {
  const eyes = eyeRings.map((ring, index) => drawEye(face, ring, index)).join("");
  return drawNostrils(face) + eyes + drawMouth(face);
}

/** Radius of a grown person's eyeball, centimetres. */
const eyeballRadiusCm = 1.2;

/** Centre of the iris in head coordinates. */
export function irisCentre(vertices: readonly Vector[], ring: EyeRing, gaze: FaceScene["gaze"]): Vector {
  const outer = vertexAt(vertices, ring.outerCorner);
  const inner = vertexAt(vertices, ring.innerCorner);
  const upper = vertexAt(vertices, ring.upperLid[3] ?? ring.outerCorner);
  const shift = (angleDeg: number) => eyeballRadiusCm * Math.sin((angleDeg * Math.PI) / 180);
  return [
    (outer[0] + inner[0]) / 2 + shift(gaze.rightDeg),
    (outer[1] + inner[1]) / 2 + 0.08 + shift(gaze.upDeg),
    upper[2],
  ];
}

function drawEye(face: DrawnFace, ring: EyeRing, index: number): string {
  const { vertices, view, scene } = face;
  const lit = scene.light.intensityRatio;
  const at = (vertex: number) => view.place(vertexAt(vertices, vertex));
  const upper = [ring.outerCorner, ...ring.upperLid, ring.innerCorner].map(at);
  const lower = [...ring.lowerLid].reverse().map(at);
  const opening = polygonPath([...upper, ...lower]);
  const lashPx = 0.16 * view.pxPerCm;
  const brow = roundedPath(ring.brow.map(at));

  return [
    `<clipPath id="eye${index}"><path d="${opening}"/></clipPath>`,
    `<path d="${opening}" fill="${paint(white, 0.8 * lit)}"/>`,
    `<g clip-path="url(#eye${index})">${drawIris(face, ring)}</g>`,
    `<path d="${linePath(upper)}" fill="none" stroke="${paint(black, lit)}" stroke-width="${lashPx}" stroke-linecap="round"/>`,
    `<path d="${linePath(lower)}" fill="none" stroke="${paint(mix(face.skin, black, 0.6), lit)}" stroke-width="${lashPx / 3}"/>`,
    `<path d="${brow}" fill="${paint(hairBlack, lit)}" fill-opacity="0.85"/>`,
  ].join("");
}

function drawIris({ vertices, view, scene }: DrawnFace, ring: EyeRing): string {
  const lit = scene.light.intensityRatio;
  const centre = view.place(irisCentre(vertices, ring, scene.gaze));
  const radius = irisRadiusCm * view.pxPerCm;
  const glint = { x: centre.x + 0.25 * radius, y: centre.y - 0.3 * radius };
  return [
    circle(centre, radius, paint(mix(irisBrown, black, 0.55), lit)),
    circle(centre, radius * 0.86, paint(irisBrown, lit)),
    circle(centre, radius * 0.4, paint(black, lit)),
    // The flash comes back out of the eye itself: how bright the room is does not matter.
    scene.redEyeRatio > 0 ? circle(centre, radius * 0.7 * Math.sqrt(scene.redEyeRatio), paint(retinaRed, 1)) : "",
    circle(glint, radius * 0.13, paint(white, lit)),
  ].join("");
}

/** The dark of the nostrils lies between these pairs of vertices under the tip of the nose. */
const nostrilPairs = [
  [20, 60],
  [250, 290],
] as const;

function drawNostrils({ vertices, view, scene, skin }: DrawnFace): string {
  const colour = paint(scale(skin, 0.18), scene.light.intensityRatio);
  return nostrilPairs
    .map(([front, back]) => {
      const path = linePath([front, back].map((index) => view.place(vertexAt(vertices, index))));
      return `<path d="${path}" stroke="${colour}" stroke-width="${0.42 * view.pxPerCm}" stroke-linecap="round" fill="none"/>`;
    })
    .join("");
}

function drawMouth({ vertices, view, scene, skin }: DrawnFace): string {
  const lit = scene.light.intensityRatio;
  const at = (vertex: number) => view.place(vertexAt(vertices, vertex));
  const [left, right] = innerLipCorners;
  const upper = [left, ...upperInnerLip, right].map(at);
  const opening = polygonPath([...upper, ...[...lowerInnerLip].reverse().map(at)]);
  const lips = mix(skin, lipRed, 0.55);
  const seamPx = 0.14 * view.pxPerCm;
  return [
    `<path d="${polygonPath(outerLips.map(at))}" fill="${paint(lips, 0.9 * lit)}"/>`,
    `<clipPath id="mouth"><path d="${opening}"/></clipPath>`,
    `<path d="${opening}" fill="${paint(fromSrgb(70, 22, 24), lit)}"/>`,
    `<g clip-path="url(#mouth)"><path d="${linePath(upper)}" fill="none" stroke="${paint(white, 0.75 * lit)}" stroke-width="${1.3 * view.pxPerCm}"/></g>`,
    `<path d="${linePath(upper)}" fill="none" stroke="${paint(scale(lips, 0.3), lit)}" stroke-width="${seamPx}" stroke-linecap="round"/>`,
  ].join("");
}

function circle(centre: Point, radius: number, colour: string): string {
  return `<circle cx="${centre.x.toFixed(1)}" cy="${centre.y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${colour}"/>`;
}
