/** Keeps a 1 only where the square of the given reach around it, within the frame, holds no 0. */
export function erodeMask(mask: Uint8Array, sidePx: number, reach: number): Uint8Array {
  return erodeLines(erodeLines(mask, sidePx, reach, 1, sidePx), sidePx, reach, sidePx, 1);
}

/** Erodes along one direction: along each line the last 0 behind and the next 0 ahead must be out of reach. */
function erodeLines(mask: Uint8Array, sidePx: number, reach: number, step: number, lineStep: number): Uint8Array {
  const eroded = new Uint8Array(mask);
  for (let line = 0; line < sidePx; line += 1) {
    const start = line * lineStep;
    // Cells before this place are done with, so that each is written once however long a run of zeros is.
    let doneUpTo = 0;
    for (let place = 0; place < sidePx; place += 1) {
      if (mask[start + place * step] === 1) continue;
      const end = Math.min(sidePx, place + reach + 1);
      for (let near = Math.max(doneUpTo, place - reach); near < end; near += 1) eroded[start + near * step] = 0;
      doneUpTo = end;
    }
  }
  return eroded;
}
