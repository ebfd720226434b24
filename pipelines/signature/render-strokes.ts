import type { Box } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { type Canvas, drawLine, type LineEnd } from "./kernels/draw-line.ts";
import type { Stroke } from "./split-strokes.ts";

const resolutionPpi = 300;
const pxPerMm = resolutionPpi / 25.4;
const marginMm = 3;
const sideMaxPx = 4_000;
/** Half the width of a pen line, at no and at full pressure. */
const radiusMinMm = 0.12;
const radiusMaxMm = 0.45;

/** The signature as a picture at 300 ppi, dark ink on white, wider where the pen was pressed harder. */
export function renderStrokes(strokes: readonly Stroke[], box: Box | null): GrayImage {
  const around = box ?? { x: 0, y: 0, width: 0, height: 0 };
  const widthPx = toPixels(around.width);
  const heightPx = toPixels(around.height);
  const pixels = new Uint8Array(widthPx * heightPx).fill(255);
  const canvas: Canvas = { widthPx, heightPx, pixels };
  const place = ({ x, y, p }: Stroke[number]): LineEnd => ({
    x: (x - around.x + marginMm) * pxPerMm,
    y: (y - around.y + marginMm) * pxPerMm,
    radius: (radiusMinMm + Math.min(1, Math.max(0, p)) * (radiusMaxMm - radiusMinMm)) * pxPerMm,
  });
  for (const stroke of strokes) {
    for (const [index, point] of stroke.entries()) drawLine(canvas, place(stroke[index - 1] ?? point), place(point));
  }
  return { widthPx, heightPx, resolutionPpi, pixels };
}

function toPixels(lengthMm: number): number {
  return Math.min(sideMaxPx, Math.ceil((lengthMm + 2 * marginMm) * pxPerMm));
}
