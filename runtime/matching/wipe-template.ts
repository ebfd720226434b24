import type { PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";

/** Overwrites every array of a template, whatever arrays the matcher of this version has. It compares with nothing then. */
export function wipeTemplate(template: PrintTemplate): void {
  wipeParts(template);
}

function wipeParts(parts: object): void {
  for (const part of Object.values(parts)) {
    if (ArrayBuffer.isView(part)) new Uint8Array(part.buffer, part.byteOffset, part.byteLength).fill(0);
    else if (typeof part === "object" && part !== null) wipeParts(part);
  }
}
