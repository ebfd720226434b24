import type { CanonicalFace } from "../../runtime/kernel/canonical-face.ts";
import { eyeRings, lowerInnerLip, lowerOuterLip, upperInnerLip } from "./face-rings.ts";
import type { FaceScene } from "./face-scene.ts";
import type { Vector } from "./vector.ts";

/** The canonical lids are drawn together; people who look at a camera open them further. */
const lidOpening = 1.3;
/** The upper lid travels further than the lower one. */
const upperLidShare = 0.7;
const mouthOpeningMaxCm = 3.2;

/** Vertices of the canonical face with the scene's eyes and mouth, centimetres in head coordinates. */
export function expressFace(
  canonicalFace: CanonicalFace,
  scene: Pick<FaceScene, "blinkRatio" | "mouthOpenRatio">,
): Vector[] {
  const vertices = canonicalFace.vertices.map(([x, y, z]): Vector => [x, y, z]);
  closeLips(vertices);
  dropJaw(vertices, scene.mouthOpenRatio * mouthOpeningMaxCm);
  setLids(vertices, lidOpening * (1 - scene.blinkRatio));
  return vertices;
}

function setLids(vertices: Vector[], opening: number): void {
  for (const ring of eyeRings) {
    ring.upperLid.forEach((upperIndex, position) => {
      const lowerIndex = ring.lowerLid[position] ?? upperIndex;
      const upper = vertexAt(vertices, upperIndex);
      const lower = vertexAt(vertices, lowerIndex);
      const gap = upper[1] - lower[1];
      const meeting = upper[1] - upperLidShare * gap;
      vertices[upperIndex] = [upper[0], meeting + upperLidShare * opening * gap, upper[2]];
      vertices[lowerIndex] = [lower[0], meeting - (1 - upperLidShare) * opening * gap, lower[2]];
    });
  }
}

/** The canonical mouth is slightly open; it is shut along the middle first. */
function closeLips(vertices: Vector[]): void {
  upperInnerLip.forEach((upperIndex, position) => {
    const lowerIndex = lowerInnerLip[position] ?? upperIndex;
    const upper = vertexAt(vertices, upperIndex);
    const lower = vertexAt(vertices, lowerIndex);
    const middle = (upper[1] + lower[1]) / 2;
    vertices[upperIndex] = [upper[0], middle, upper[2]];
    vertices[lowerIndex] = [lower[0], middle, upper[2]];
  });
}

/** Moves the lower lip by the whole opening and the skin below the mouth ever more down to the chin. */
function dropJaw(vertices: Vector[], openingCm: number): void {
  const lowerLip = new Set<number>([...lowerInnerLip, ...lowerOuterLip]);
  vertices.forEach(([x, y, z], index) => {
    const jawShare = Math.min(1, Math.max(0, (-4.6 - y) / 1.4)) * (z > 0 ? 1 : 0.5);
    // Towards the corners of the mouth the lip is held by the upper one.
    const lipShare = lowerLip.has(index) ? Math.sqrt(Math.max(0, 1 - (x / 2.4) ** 2)) : 0;
    vertices[index] = [x, y - openingCm * Math.max(lipShare, jawShare), z];
  });
}

/** A vertex of a mesh that is known to hold it. */
export function vertexAt(vertices: readonly Vector[], index: number): Vector {
  return vertices[index] ?? [0, 0, 0];
}
