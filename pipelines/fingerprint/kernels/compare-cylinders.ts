import { type CylinderSet, cylinderUse, wordsPerCylinder, wordsPerMask } from "./minutia-cylinders.ts";

/** Two cylinders must share this part of their valid cells to say anything. */
const sharedRatioMin = 0.6;
/** Fingers are not turned further than 90° against each other. */
const turnCosineMin = Math.cos(Math.PI / 2);

/**
 * Similarity of every probe cylinder to every reference cylinder, 0 to 1, row-major with a row a probe minutia (bitwise
 * form of Cappelli, Ferrara and Maltoni 2010), written to `similarity`. 0 where the two cannot be compared.
 */
export function compareCylinders(probe: CylinderSet, reference: CylinderSet, similarity: Float32Array): void {
  const columns = reference.count;
  similarity.fill(0, 0, probe.count * columns);
  for (let row = 0; row < probe.count; row += 1) {
    const useRow = probe.use[row]!;
    if (useRow === cylinderUse.none) continue;
    const cosine = probe.cosine[row]!;
    const sine = probe.sine[row]!;
    for (let column = 0; column < columns; column += 1) {
      const useColumn = reference.use[column]!;
      if (useColumn === cylinderUse.none) continue;
      if (cosine * reference.cosine[column]! + sine * reference.sine[column]! < turnCosineMin) continue;
      const isWhole = useRow === cylinderUse.whole && useColumn === cylinderUse.whole;
      similarity[row * columns + column] = isWhole
        ? compareWhole(probe, row, reference, column)
        : compareMasked(probe, row, reference, column);
    }
  }
}

function compareWhole(probe: CylinderSet, row: number, reference: CylinderSet, column: number): number {
  const ofProbe = probe.bits;
  const ofReference = reference.bits;
  let atProbe = row * wordsPerCylinder;
  let atReference = column * wordsPerCylinder;
  let differing = 0;
  for (const end = atProbe + wordsPerCylinder; atProbe < end; atProbe += 2, atReference += 2) {
    differing += countBitsOfTwo(
      ofProbe[atProbe]! ^ ofReference[atReference]!,
      ofProbe[atProbe + 1]! ^ ofReference[atReference + 1]!,
    );
  }
  return rateDifference(differing, probe.bitsSet[row]!, reference.bitsSet[column]!);
}

function compareMasked(probe: CylinderSet, row: number, reference: CylinderSet, column: number): number {
  let shared = 0;
  let probeSet = 0;
  let referenceSet = 0;
  let differing = 0;
  for (let word = 0; word < wordsPerMask; word += 1) {
    const mask = probe.valid[row * wordsPerMask + word]! & reference.valid[column * wordsPerMask + word]!;
    if (mask === 0) continue;
    shared += countBits(mask);
    let atProbe = row * wordsPerCylinder + word;
    let atReference = column * wordsPerCylinder + word;
    // The sections are even in number, so two words of one mask are at hand each time.
    for (const end = atProbe + wordsPerCylinder; atProbe < end; ) {
      const first = probe.bits[atProbe]! & mask;
      const second = reference.bits[atReference]! & mask;
      const firstNext = probe.bits[atProbe + wordsPerMask]! & mask;
      const secondNext = reference.bits[atReference + wordsPerMask]! & mask;
      probeSet += countBitsOfTwo(first, firstNext);
      referenceSet += countBitsOfTwo(second, secondNext);
      differing += countBitsOfTwo(first ^ second, firstNext ^ secondNext);
      atProbe += 2 * wordsPerMask;
      atReference += 2 * wordsPerMask;
    }
  }
  const validMost = Math.max(probe.validCells[row]!, reference.validCells[column]!);
  return shared < sharedRatioMin * validMost ? 0 : rateDifference(differing, probeSet, referenceSet);
}

function rateDifference(differing: number, probeSet: number, referenceSet: number): number {
  if (probeSet + referenceSet === 0) return 0;
  return Math.max(0, 1 - Math.sqrt(differing) / (Math.sqrt(probeSet) + Math.sqrt(referenceSet)));
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Two words share the later steps: their nibbles' counts, at most 8, fit side by side. */
function countBitsOfTwo(first: number, second: number): number {
  let one = first - ((first >>> 1) & 0x55555555);
  let two = second - ((second >>> 1) & 0x55555555);
  one = (one & 0x33333333) + ((one >>> 2) & 0x33333333);
  two = (two & 0x33333333) + ((two >>> 2) & 0x33333333);
  const nibbles = one + two;
  return Math.imul((nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}
