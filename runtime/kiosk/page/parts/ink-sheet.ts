import { readColour } from "./read-colour.ts";

const lineWidthMinPx = 2;
const lineWidthSpanPx = 5;

export type Place = { readonly x: number; readonly y: number };

/** A canvas at the screen's own resolution that pens draw on, in CSS pixels from its top left. */
export type InkSheet = {
  readonly size: () => { readonly widthPx: number; readonly heightPx: number };
  readonly place: (event: PointerEvent) => Place;
  /** `pressure` from 0 to 1 is how broad. */
  readonly line: (from: Place, to: Place, pressure: number) => void;
  readonly wipe: () => void;
  /** Takes the canvas as large as it is laid out now, empty; false when it is as large already. */
  readonly measure: () => boolean;
};

export function openInkSheet(canvas: HTMLCanvasElement): InkSheet {
  const context = canvas.getContext("2d");
  let size = { widthPx: 0, heightPx: 0 };
  const measure = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (width === size.widthPx && height === size.heightPx) return false;
    size = { widthPx: width, heightPx: height };
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    if (context === null) return true;
    context.scale(devicePixelRatio, devicePixelRatio);
    context.lineCap = "round";
    context.strokeStyle = readColour(canvas, "--pen");
    return true;
  };
  measure();
  return {
    size: () => size,
    place: ({ clientX, clientY }) => {
      const box = canvas.getBoundingClientRect();
      return { x: clientX - box.left, y: clientY - box.top };
    },
    line: (from, to, pressure) => {
      if (context === null) return;
      context.lineWidth = lineWidthMinPx + lineWidthSpanPx * pressure;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    },
    wipe: () => context?.clearRect(0, 0, size.widthPx, size.heightPx),
    measure,
  };
}
