import { z } from "zod";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { BoothError } from "../kernel/errors.ts";
import { type Manifest, manifestSchema } from "./manifest-schema.ts";
import { refusePackage } from "./refuse-package.ts";

/** The manifest's one and only bytes: canonical JSON in UTF-8. @throws BoothError `package.invalid` naming every problem */
export function serialiseManifest(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(canonicalJson(checkManifest(manifest)));
}

/**
 * Reads what `serialiseManifest` wrote; any other spelling of the same content is refused, so that no two readers can
 * understand it differently.
 * @throws BoothError `package.invalid`
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  const manifest = checkManifest(parseJson(bytes));
  if (Buffer.compare(bytes, serialiseManifest(manifest)) !== 0) refusePackage("the manifest is not in canonical form");
  return manifest;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BoothError("package.invalid", { problem: "the manifest is not JSON" }, { cause });
  }
}

function checkManifest(input: unknown): Manifest {
  const parsed = manifestSchema.safeParse(input);
  if (!parsed.success) return refusePackage(`the manifest does not fit: ${z.prettifyError(parsed.error)}`);
  const manifest = parsed.data;
  if (manifest.isSimulated !== manifest.captures.some(({ provenance }) => provenance.isSimulated)) {
    refusePackage("the manifest and its captures disagree on being simulated");
  }
  return manifest;
}
