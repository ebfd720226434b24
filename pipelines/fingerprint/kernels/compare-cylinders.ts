import { type CylinderSet, wordsPerCylinder, wordsPerMask, wrapAngle } from "./minutia-cylinders.ts";

/** Two cylinders must share this part of their valid cells to say anything. */
const sharedRatioMin = 0.6;
/** Fingers are not turned further than this against each other. */
const turnMaxRad = (2 * Math.PI) / 3;

/**
 * Similarity of every probe cylinder to every reference cylinder, 0 to 1, row-major with a row a probe minutia (bitwise
 * form of Cappelli, Ferrara and Maltoni 2010). 0 where the two cannot be compared.
 */
export function compareCylinders(probe: CylinderSet, reference: CylinderSet): Float32Array {
  const similarity = new Float32Array(probe.count * reference.count);
  for (let row = 0; row < probe.count; row += 1) {
    for (let column = 0; column < reference.count; column += 1) {
      const turn = wrapAngle(probe.angleRad[row]! - reference.angleRad[column]!);
      if (Math.abs(turn) > turnMaxRad) continue;
      similarity[row * reference.count + column] = comparePair(probe, row, reference, column);
    }
  }
  return similarity;
}

function comparePair(probe: CylinderSet, row: number, reference: CylinderSet, column: number): number {
  let shared = 0;
  let validMost = 0;
  let probeSet = 0;
  let referenceSet = 0;
  let differing = 0;
  let validProbe = 0;
  let validReference = 0;
  for (let word = 0; word < wordsPerMask; word += 1) {
    const maskProbe = probe.valid[row * wordsPerMask + word]!;
    const maskReference = reference.valid[column * wordsPerMask + word]!;
    const mask = maskProbe & maskReference;
    shared += countBits(mask);
    validProbe += countBits(maskProbe);
    validReference += countBits(maskReference);
    for (let at = word; at < wordsPerCylinder; at += wordsPerMask) {
      const first = probe.bits[row * wordsPerCylinder + at]! & mask;
      const second = reference.bits[column * wordsPerCylinder + at]! & mask;
      probeSet += countBits(first);
      referenceSet += countBits(second);
      differing += countBits(first ^ second);
    }
  }
  validMost = Math.max(validProbe, validReference);
  if (shared < sharedRatioMin * validMost || probeSet + referenceSet === 0) return 0;
  return 1 - Math.sqrt(differing) / (Math.sqrt(probeSet) + Math.sqrt(referenceSet));
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
