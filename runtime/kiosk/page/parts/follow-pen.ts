import type { InkSheet, Place } from "./ink-sheet.ts";

/** Where a device tells no pressure. */
const pressureUnknown = 0.5;

export function pressureOf({ pressure }: PointerEvent): number {
  return pressure === 0 ? pressureUnknown : pressure;
}

export type PenParts = {
  readonly sheet: InkSheet;
  readonly ahead: InkSheet;
  /** Every point of the stroke in its order; the last one of a stroke is lifted. */
  readonly keep: (event: PointerEvent, isDown: boolean) => void;
};

/** Draws the strokes of one pen, finger or mouse at a time; a second finger that rests on the pad draws nothing. */
export function followPen(canvas: HTMLCanvasElement, { sheet, ahead, keep }: PenParts): () => void {
  let pen: { readonly id: number; readonly at: Place } | null = null;
  const moveTo = (event: PointerEvent, from: Place) => {
    const at = sheet.place(event);
    sheet.line(from, at, pressureOf(event));
    pen = { id: event.pointerId, at };
    keep(event, true);
  };
  const down = (event: PointerEvent) => {
    if (pen !== null || !event.isPrimary || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    moveTo(event, sheet.place(event));
  };
  const move = (event: PointerEvent) => {
    const coalesced = event.getCoalescedEvents();
    for (const one of coalesced.length > 0 ? coalesced : [event]) {
      if (pen?.id === event.pointerId) moveTo(one, pen.at);
    }
    ahead.wipe();
    let from = pen?.id === event.pointerId ? pen.at : null;
    for (const one of event.getPredictedEvents()) {
      if (from === null) break;
      const to = ahead.place(one);
      ahead.line(from, to, pressureOf(one));
      from = to;
    }
  };
  const up = (event: PointerEvent) => {
    if (pen?.id !== event.pointerId) return;
    ahead.wipe();
    keep(event, false);
    pen = null;
  };
  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  canvas.addEventListener("pointerdown", down, options);
  canvas.addEventListener("pointermove", move, options);
  canvas.addEventListener("pointerup", up, options);
  canvas.addEventListener("pointercancel", up, options);
  return () => listeners.abort();
}
