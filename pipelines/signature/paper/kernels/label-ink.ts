import type { InkMask } from "../../kernels/drop-specks.ts";

/** One connected patch of ink. Its box in pixels, ends included. */
export type InkPatch = {
  readonly label: number;
  areaPx: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

/** Numbers the connected patches (8 neighbours) of a mask from 1; 0 where there is no ink. */
export function labelInk({ widthPx, heightPx, ink }: InkMask): {
  readonly labels: Int32Array;
  readonly patches: InkPatch[];
} {
  const labels = new Int32Array(ink.length);
  const ground = { widthPx, heightPx, ink, labels, stack: new Int32Array(ink.length) };
  const patches: InkPatch[] = [];
  for (let start = 0; start < ink.length; start += 1) {
    if (ink[start] === 1 && labels[start] === 0) patches.push(fillPatch(ground, start, patches.length + 1));
  }
  return { labels, patches };
}

type Ground = InkMask & { readonly labels: Int32Array; readonly stack: Int32Array };

function fillPatch(ground: Ground, start: number, label: number): InkPatch {
  const { widthPx, heightPx, labels, stack } = ground;
  const patch: InkPatch = { label, areaPx: 0, left: widthPx, right: -1, top: heightPx, bottom: -1 };
  let height = 1;
  stack[0] = start;
  labels[start] = label;
  while (height > 0) {
    height -= 1;
    const index = stack[height]!;
    const x = index % widthPx;
    const y = (index - x) / widthPx;
    patch.areaPx += 1;
    patch.left = Math.min(patch.left, x);
    patch.right = Math.max(patch.right, x);
    patch.top = Math.min(patch.top, y);
    patch.bottom = Math.max(patch.bottom, y);
    height = pushNeighbours(ground, x, y, { label, height });
  }
  return patch;
}

/** Labels the ink around a pixel and puts it on the stack, whose new height is returned. */
function pushNeighbours(
  { widthPx, heightPx, ink, labels, stack }: Ground,
  x: number,
  y: number,
  { label, height }: { readonly label: number; readonly height: number },
): number {
  let grown = height;
  const [left, right] = [Math.max(0, x - 1), Math.min(widthPx - 1, x + 1)];
  for (let row = Math.max(0, y - 1); row <= Math.min(heightPx - 1, y + 1); row += 1) {
    for (let next = row * widthPx + left; next <= row * widthPx + right; next += 1) {
      if (ink[next] === 0 || labels[next] !== 0) continue;
      labels[next] = label;
      stack[grown] = next;
      grown += 1;
    }
  }
  return grown;
}
