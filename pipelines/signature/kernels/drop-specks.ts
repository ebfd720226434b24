/** A mask of 0 and 1, row-major. */
export type InkMask = { readonly widthPx: number; readonly heightPx: number; readonly ink: Uint8Array };

/** Clears every connected patch (8 neighbours) of fewer than `areaMinPx` pixels, in place. Returns how many patches stay. */
export function dropSpecks(mask: InkMask, areaMinPx: number): number {
  const isSeen = new Uint8Array(mask.ink.length);
  let patches = 0;
  for (let start = 0; start < mask.ink.length; start += 1) {
    if (mask.ink[start] === 0 || isSeen[start] === 1) continue;
    const patch = collectPatch(mask, isSeen, start);
    if (patch.length >= areaMinPx) patches += 1;
    else for (const index of patch) mask.ink[index] = 0;
  }
  return patches;
}

function collectPatch({ widthPx, heightPx, ink }: InkMask, isSeen: Uint8Array, start: number): number[] {
  const patch = [start];
  isSeen[start] = 1;
  for (let index = 0; index < patch.length; index += 1) {
    for (const next of neighboursOf(patch[index]!, widthPx, heightPx)) {
      if (ink[next] === 0 || isSeen[next] === 1) continue;
      isSeen[next] = 1;
      patch.push(next);
    }
  }
  return patch;
}

/** Clockwise from above; those beyond the image are left out. */
export function neighboursOf(index: number, widthPx: number, heightPx: number): number[] {
  const x = index % widthPx;
  const y = (index - x) / widthPx;
  const found: number[] = [];
  for (const [stepX, stepY] of clockwise) {
    const isInside = x + stepX >= 0 && x + stepX < widthPx && y + stepY >= 0 && y + stepY < heightPx;
    if (isInside) found.push(index + stepY * widthPx + stepX);
  }
  return found;
}

const clockwise = [
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
] as const;
