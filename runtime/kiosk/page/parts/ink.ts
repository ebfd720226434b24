import type { PageMessage } from "../../wire/page-message.ts";
import { send } from "../socket.ts";
import { followPen, pressureOf } from "./follow-pen.ts";
import type { InkSheet } from "./ink-sheet.ts";

/** A CSS pixel is 1/96 inch by definition (CSS Values and Units Level 4, 6.2); a panel may be a little off. */
const pxPerMm = 96 / 25.4;
/** Fewer messages than frames, and no more points in one than the runtime takes. */
const flushMs = 50;
const pointsMax = 2_000;

type InkMessage = Extract<PageMessage, { readonly kind: "ink" }>;
type Point = InkMessage["points"][number];

export type Ink = {
  readonly clear: () => void;
  /** Sends what is left, and that the signer is satisfied. */
  readonly finish: () => void;
  readonly close: () => void;
};

/**
 * Ink of one signature: `sheet` shows what happened, `ahead` what the browser thinks will happen next. What happened is
 * sent, every event that was coalesced, in millimetres from the top left and milliseconds from the first touch.
 */
export function createInk(sheet: InkSheet, ahead: InkSheet, canvas: HTMLCanvasElement): Ink {
  const waiting: Point[] = [];
  let startMs: number | null = null;
  let timer = 0;

  const flush = (next: InkMessage["next"]) => {
    clearTimeout(timer);
    timer = 0;
    const { widthPx, heightPx } = sheet.size();
    const extent = { widthMm: widthPx / pxPerMm, heightMm: heightPx / pxPerMm };
    do {
      const points = waiting.splice(0, pointsMax);
      send({ kind: "ink", ...extent, points, next: waiting.length > 0 ? "more" : next });
    } while (waiting.length > 0);
  };
  const keep = (event: PointerEvent, isDown: boolean) => {
    startMs ??= event.timeStamp;
    const { x, y } = sheet.place(event);
    const sinceMs = Math.max(0, event.timeStamp - startMs);
    waiting.push([x / pxPerMm, y / pxPerMm, sinceMs, isDown ? pressureOf(event) : 0, isDown ? 1 : 0]);
    if (timer === 0) timer = window.setTimeout(() => flush("more"), flushMs);
  };
  const clear = () => {
    waiting.length = 0;
    startMs = null;
    sheet.wipe();
    ahead.wipe();
    flush("clear");
  };
  const stopFollowing = followPen(canvas, { sheet, ahead, keep });
  // Ink does not stretch: where the pad is laid out anew, one signs anew.
  const resizing = new ResizeObserver(() => {
    if (canvas.clientWidth === 0) return;
    const hasMoved = sheet.measure();
    if (ahead.measure() || hasMoved) clear();
  });
  resizing.observe(canvas);
  return {
    clear,
    finish: () => flush("done"),
    close: () => {
      resizing.disconnect();
      stopFollowing();
      clearTimeout(timer);
      waiting.length = 0;
      sheet.wipe();
    },
  };
}
