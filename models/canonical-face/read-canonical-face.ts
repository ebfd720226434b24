import { checkCanonicalFace } from "../../runtime/inference/check-canonical-face.ts";
import type { CanonicalFace } from "../../runtime/kernel/canonical-face.ts";
import { readWireFields, type WireField } from "./read-wire-fields.ts";

/** Field numbers of MediaPipe's GeometryPipelineMetadata, Mesh3d and WeightedLandmarkRef. */
const metadataField = { canonicalMesh: 1, procrustesBasis: 2 } as const;
const meshField = { vertices: 3, triangles: 4 } as const;
const weightField = { landmark: 1, weight: 2 } as const;

/** x, y, z, u, v */
const vertexFloats = 5;
/** The numbers were written as decimals of at most seven digits and stored as float32, which keeps as many. */
const digits = 7;

/**
 * Reads the canonical face out of MediaPipe's face geometry metadata.
 * @throws BoothError `model.unsupported` when the bytes are torn or the mesh is not whole
 */
export function readCanonicalFace(bytes: Uint8Array, path: string): CanonicalFace {
  const fields = readWireFields(bytes, path);
  const mesh = nested(fields, metadataField.canonicalMesh).flatMap((message) => readWireFields(message, path));
  const face = {
    vertices: groups(numbers(mesh, meshField.vertices), vertexFloats),
    triangles: groups(numbers(mesh, meshField.triangles), 3),
    weights: nested(fields, metadataField.procrustesBasis).map((message) => {
      const reference = readWireFields(message, path);
      return [...numbers(reference, weightField.landmark), ...numbers(reference, weightField.weight)];
    }),
  };
  return checkCanonicalFace(face, path);
}

function nested(fields: readonly WireField[], number: number): Uint8Array[] {
  return fields.flatMap((field) => (field.number === number && field.kind === "bytes" ? [field.bytes] : []));
}

function numbers(fields: readonly WireField[], number: number): number[] {
  return fields.flatMap((field) => (field.number === number && field.kind !== "bytes" ? [settle(field)] : []));
}

function settle(field: Exclude<WireField, { readonly kind: "bytes" }>): number {
  return field.kind === "float" ? Number(field.value.toPrecision(digits)) : field.value;
}

function groups(values: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
