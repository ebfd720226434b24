import type { GrayRaster } from "../../image/kernels/reduce-to-gray.ts";

/** Share of the longer side: no letter, and no word of letters that stand apart, is dark for so long without a gap. */
const ruleMinRatio = 0.035;
/** Of light and dark halves, print is the dark one. */
const darkLevel = 128;
/** How far beyond its dark core a rule is still gray. */
const fringePx = 2;

/**
 * Whitens rules and frames that run along or down the page, or nearly so, in place: a reader takes the words between them
 * for parts of a picture. What crosses or touches a rule loses no more than the rule's own width.
 */
export function eraseRules({ widthPx, heightPx, pixels }: GrayRaster): void {
  const lengthMin = Math.ceil(ruleMinRatio * Math.max(widthPx, heightPx));
  const isRule = new Uint8Array(pixels.length);
  const page = { pixels, isRule, lengthMin };
  for (let y = 1; y < heightPx - 1; y += 1)
    markRuns(page, { start: y * widthPx, count: widthPx, step: 1, aside: widthPx });
  for (let x = 1; x < widthPx - 1; x += 1) markRuns(page, { start: x, count: heightPx, step: widthPx, aside: 1 });
  for (let at = 0; at < pixels.length; at += 1) if (isRule[at] === 1) pixels[at] = 255;
}

type Page = { readonly pixels: Uint8Array; readonly isRule: Uint8Array; readonly lengthMin: number };
type Line = { readonly start: number; readonly count: number; readonly step: number; readonly aside: number };

/** A line and its two neighbours are looked at as one, so that a rule that leans from one to the next stays whole. */
function markRuns(page: Page, line: Line): void {
  const { start, count, step, aside } = line;
  const { pixels } = page;
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    const at = start + index * step;
    if (pixels[at]! < darkLevel || pixels[at - aside]! < darkLevel || pixels[at + aside]! < darkLevel) {
      length += 1;
      continue;
    }
    markRun(page, line, index - length, index);
    length = 0;
  }
  markRun(page, line, count - length, count);
}

function markRun({ isRule, lengthMin }: Page, { start, step, aside }: Line, from: number, end: number): void {
  if (end - from < lengthMin) return;
  for (let index = from; index < end; index += 1) {
    for (let off = -fringePx; off <= fringePx; off += 1) {
      const at = start + index * step + off * aside;
      if (at >= 0 && at < isRule.length) isRule[at] = 1;
    }
  }
}
