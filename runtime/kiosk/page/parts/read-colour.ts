/** A colour of the style sheets, for a canvas that is drawn on: it has no style of its own. */
export function readColour(canvas: HTMLCanvasElement, token: `--${string}`): string {
  return getComputedStyle(canvas).getPropertyValue(token).trim();
}
