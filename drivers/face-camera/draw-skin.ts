import type { CanonicalFace } from "../../runtime/kernel/canonical-face.ts";
import { vertexAt } from "./express-face.ts";
import type { FaceScene, Light } from "./face-scene.ts";
import type { HeadView } from "./head-view.ts";
import { type LinearColour, paint } from "./scene-colour.ts";
import { polygonPath } from "./svg-shapes.ts";
import { add, apply, cross, dot, normalise, subtract, type Vector } from "./vector.ts";

/** A piece of skin small enough to have one colour: positions and normals in camera coordinates. */
type Facet = {
  readonly corners: readonly [Vector, Vector, Vector];
  readonly normals: readonly [Vector, Vector, Vector];
};

/** How far each triangle is split, so that cheeks look round: 4 to the power of this many facets. */
const splits = 1;

/** The face's triangles, flat-shaded, far to near. */
export function drawSkin(options: {
  readonly canonicalFace: CanonicalFace;
  readonly vertices: readonly Vector[];
  readonly view: HeadView;
  readonly scene: FaceScene;
  readonly skin: LinearColour;
}): string {
  const { canonicalFace, vertices, view, scene, skin } = options;
  const placed = vertices.map((vertex) => apply(view.rotation, vertex));
  const normals = vertexNormals(canonicalFace, placed);
  const lamp = lampDirection(scene.light);

  let facets = canonicalFace.triangles.map(([a, b, c]): Facet => {
    const at = (index: number) => vertexAt(placed, index);
    const normalAt = (index: number) => vertexAt(normals, index);
    return { corners: [at(a), at(b), at(c)], normals: [normalAt(a), normalAt(b), normalAt(c)] };
  });
  for (let split = 0; split < splits; split += 1) facets = facets.flatMap(splitFacet);

  return facets
    .filter(({ corners }) => faceNormal(corners)[2] > 0)
    .sort((first, second) => depth(first) - depth(second))
    .map(({ corners, normals: [a, b, c] }) => {
      const colour = paint(skin, litRatio(scene.light, lamp, normalise(add(add(a, b), c))));
      const path = polygonPath(corners.map(view.placeUpright));
      return `<path d="${path}" fill="${colour}" stroke="${colour}"/>`;
    })
    .join("");
}

/** Light that a surface returns against the well-set exposure: Lambert's cosine over an even fill. */
export function litRatio(light: Light, lamp: Vector, normal: Vector): number {
  const direct = Math.max(0, dot(normal, lamp));
  return light.intensityRatio * (light.ambientRatio + (1 - light.ambientRatio) * direct);
}

export function lampDirection(light: Light): Vector {
  const azimuth = (light.azimuthDeg * Math.PI) / 180;
  const elevation = (light.elevationDeg * Math.PI) / 180;
  return [Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation), Math.cos(azimuth) * Math.cos(elevation)];
}

function vertexNormals({ triangles }: CanonicalFace, placed: readonly Vector[]): Vector[] {
  const sums = placed.map((): Vector => [0, 0, 0]);
  for (const [a, b, c] of triangles) {
    // Not normalised: large triangles count for more.
    const normal = faceNormal([vertexAt(placed, a), vertexAt(placed, b), vertexAt(placed, c)]);
    for (const index of [a, b, c]) sums[index] = add(vertexAt(sums, index), normal);
  }
  return sums.map(normalise);
}

function splitFacet({ corners: [a, b, c], normals: [m, n, o] }: Facet): Facet[] {
  const ab = middle(a, b);
  const bc = middle(b, c);
  const ca = middle(c, a);
  const mn = normalise(add(m, n));
  const no = normalise(add(n, o));
  const om = normalise(add(o, m));
  return [
    { corners: [a, ab, ca], normals: [m, mn, om] },
    { corners: [ab, b, bc], normals: [mn, n, no] },
    { corners: [ca, bc, c], normals: [om, no, o] },
    { corners: [ab, bc, ca], normals: [mn, no, om] },
  ];
}

function middle(a: Vector, b: Vector): Vector {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

function faceNormal([a, b, c]: readonly [Vector, Vector, Vector]): Vector {
  return cross(subtract(b, a), subtract(c, a));
}

function depth({ corners: [a, b, c] }: Facet): number {
  return a[2] + b[2] + c[2];
}
