/** The generic head to which landmarks are fitted: centimetres, x to the head's left, y up, z out of the face. */
export type CanonicalFace = {
  /** 468 vertices: x, y, z, and texture u, v. */
  readonly vertices: readonly (readonly [number, number, number, number, number])[];
  /** 898 triangles as vertex indices. */
  readonly triangles: readonly (readonly [number, number, number])[];
  /** Landmarks that carry weight in the fit: vertex index and weight. */
  readonly weights: readonly (readonly [number, number])[];
};
