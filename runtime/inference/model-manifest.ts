import { fileURLToPath } from "node:url";
import { z } from "zod";
import { BoothError } from "../kernel/errors.ts";
import { readBytes } from "./read-bytes.ts";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const packageSourceSchema = z.strictObject({
  package: z.string(),
  version: z.string(),
  /** Path inside the package. */
  file: z.string(),
  /** Bytes of the file that are the source: from `startBytes` up to, not including, `endBytes`. */
  startBytes: z.number().int().nonnegative(),
  endBytes: z.number().int().positive(),
  /** Of those bytes alone. */
  sha256: sha256Schema,
});

/** Our own model: trained, not converted, and so the one kind that is committed. The file is the model. */
const committedSourceSchema = z.strictObject({
  /** Path inside `models/`. */
  committed: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+\.onnx$/),
});

const artefactShape = {
  file: z.string().regex(/^[a-z0-9-]+\.(onnx|json)$/),
  sizeBytes: z.number().int().positive(),
  sha256: sha256Schema,
  licence: z.string(),
};
const convertedSchema = z.strictObject({ ...artefactShape, source: packageSourceSchema });
const committedSchema = z.strictObject({ ...artefactShape, source: committedSourceSchema });

const manifestSchema = z.strictObject({
  "face-detector": convertedSchema,
  "face-landmarks": convertedSchema,
  "person-segmenter": convertedSchema,
  "canonical-face": convertedSchema,
  "fingerprint-quality": committedSchema,
});

/** What each model is made from and what the result must be, to the byte. */
export type ModelManifest = z.infer<typeof manifestSchema>;
export type ModelName = keyof ModelManifest;
export type ModelArtefact = ModelManifest[ModelName];
export type PackageSource = z.infer<typeof packageSourceSchema>;

/** Where the project keeps its manifest. */
export const manifestPath = fileURLToPath(new URL("../../models/manifest.json", import.meta.url));

/**
 * @throws BoothError `model.missing` when there is no manifest, `file.unreadable` when it cannot be read
 * @throws BoothError `model.unsupported` when it is not a manifest, with every problem
 */
export async function readModelManifest(path = manifestPath): Promise<ModelManifest> {
  const text = new TextDecoder().decode(await readBytes(path, "model.missing"));
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new BoothError("model.unsupported", { path, problem: z.prettifyError(parsed.error) });
  return parsed.data;
}

/** Text that is not JSON reads as undefined, which no manifest is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
