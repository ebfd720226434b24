/** 1 where a level is at least `levelMin`, within the mask if there is one; 0 elsewhere. */
export function markBright(levels: Uint8Array, mask: Uint8Array | null, levelMin: number): Uint8Array {
  const marks = new Uint8Array(levels.length);
  for (let index = 0; index < levels.length; index += 1) {
    if (levels[index]! >= levelMin && (mask === null || mask[index] === 1)) marks[index] = 1;
  }
  return marks;
}
