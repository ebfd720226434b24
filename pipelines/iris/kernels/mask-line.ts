import type { Circle } from "../../../runtime/kernel/geometry.ts";

/** Columns `from` to `to` of a row of the mask, both included: none where `from` is over `to`. */
export type MaskLine = Span & {
  /** Where the row begins in the mask. */
  readonly start: number;
  /** Where its column 0 lies in the picture. */
  readonly left: number;
  readonly y: number;
};

type Span = { readonly from: number; readonly to: number };

/** What of a line lies within a circle; a line beside it may have one column all the same. */
export function spanWithin({ x, y, radius }: Circle, line: MaskLine): Span {
  const halfPx = Math.sqrt(Math.max(0, radius * radius - (line.y - y) ** 2));
  return {
    from: Math.max(line.from, Math.ceil(x - halfPx) - line.left),
    to: Math.min(line.to, Math.floor(x + halfPx) - line.left),
  };
}
