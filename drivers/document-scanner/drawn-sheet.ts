/** A sheet drawn flat, in millimetres from its top left; `svg` is what is printed on it, in `currentColor`. */
export type DrawnSheet = {
  readonly widthMm: number;
  readonly heightMm: number;
  /** `#rrggbb` of the bare sheet. */
  readonly paperColour: string;
  readonly svg: string;
};

export const a4Mm = { short: 210, long: 297 } as const;

export type BoxMm = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** SVG of an empty frame. */
export function drawFrame({ x, y, width, height }: BoxMm, strokeMm: number): string {
  const pen = `fill="none" stroke="currentColor" stroke-width="${strokeMm}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${pen}/>`;
}

/** SVG of a straight line. */
export function drawLine(from: readonly [number, number], to: readonly [number, number], strokeMm: number): string {
  const path = `M${from[0]} ${from[1]}L${to[0]} ${to[1]}`;
  return `<path d="${path}" fill="none" stroke="currentColor" stroke-width="${strokeMm}"/>`;
}
