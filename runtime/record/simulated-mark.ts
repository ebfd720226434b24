import type { Provenance } from "../kernel/device.ts";

const word = "SIMULATED";

/**
 * The text that marks a record in which no person stood before a sensor, or null for a live capture. It goes where each
 * format has room for words: the comment marker of every JPEG 2000 or WSQ image, the comment block of a finger record,
 * the extended data of a signature record and the description of its outline; a minutiae record has none, and claims no live impression. The manifest says
 * the same.
 */
export function simulatedMark({ isSimulated, serial }: Provenance): string | null {
  return isSimulated ? `${word} ${serial}` : null;
}

/** Whether any of a record's comments marks it as simulated. */
export function hasSimulatedMark(comments: readonly string[]): boolean {
  return comments.some((comment) => comment === word || comment.startsWith(`${word} `));
}
