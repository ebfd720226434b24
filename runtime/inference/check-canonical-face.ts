import { z } from "zod";
import type { CanonicalFace } from "../kernel/canonical-face.ts";
import { BoothError } from "../kernel/errors.ts";

const vertexCount = 468;
const triangleCount = 898;
const weightCount = 33;

const vertexIndex = z
  .number()
  .int()
  .min(0)
  .max(vertexCount - 1);

const canonicalFaceSchema = z.strictObject({
  vertices: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])).length(vertexCount),
  triangles: z.array(z.tuple([vertexIndex, vertexIndex, vertexIndex])).length(triangleCount),
  weights: z.array(z.tuple([vertexIndex, z.number().positive()])).length(weightCount),
});

/**
 * Lets a mesh pass only if it is whole: every vertex there, every index within.
 * @throws BoothError `model.unsupported` with every problem
 */
export function checkCanonicalFace(mesh: unknown, path: string): CanonicalFace {
  const parsed = canonicalFaceSchema.safeParse(mesh);
  if (!parsed.success) throw new BoothError("model.unsupported", { path, problem: z.prettifyError(parsed.error) });
  return parsed.data;
}
