import { createHash } from "node:crypto";
import { forEachSlice } from "./in-slices.ts";

/** SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The same of bytes that may be many: others have their turn meanwhile, and the bytes must not change. */
export async function sha256InSlices(...parts: readonly Uint8Array[]): Promise<string> {
  const hash = createHash("sha256");
  await forEachSlice(parts, (slice) => hash.update(slice));
  return hash.digest("hex");
}
