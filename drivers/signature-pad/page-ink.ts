import { createListeners } from "../transport/listeners.ts";

/** Where on the page's surface the finger or pen was, and when: millimetres, milliseconds of any origin, 0 to 1. */
export type PageInkPoint = readonly [xMm: number, yMm: number, atMs: number, pressureRatio: number, isDown: 0 | 1];

/** Ink since the last batch. */
export type PageInkBatch = {
  /** Size of the surface. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Coalesced events may come twice, and before earlier ones. */
  readonly points: readonly PageInkPoint[];
  /** `more`: the pen may come back; `done`: the signer is satisfied; `clear`: begins anew, these points with the rest. */
  readonly next: "more" | "done" | "clear";
};

/** Where one signs on a page, as its driver sees it. */
export type PageInk = {
  /** A page is there that can be signed on. */
  readonly isThere: () => boolean;
  /** Told at each change. Returns the way to stop listening. */
  readonly onThere: (listener: (isThere: boolean) => void) => () => void;
  /** The page takes ink, and shows it, only while it is wanted; it forgets it at every change. */
  readonly want: (isWanted: boolean) => void;
  /** Batches as they come, while wanted. Returns the way to stop listening. */
  readonly onInk: (listener: (batch: PageInkBatch) => void) => () => void;
};

/** Where one signs on a page, as whoever holds the line to the page sees it. */
export type PageInkFeed = {
  /** No page is there until this says so. */
  readonly setThere: (isThere: boolean) => void;
  /** Hands over ink that the page sent. False, and dropped, when unwanted. */
  readonly offer: (batch: PageInkBatch) => boolean;
  readonly isWanted: () => boolean;
  /** Told at each change of whether ink is wanted. Returns the way to stop listening. */
  readonly onWant: (listener: (isWanted: boolean) => void) => () => void;
};

/** Joins the line to a page and the driver; keeps no ink itself, and does no I/O. */
export function createPageInk(): PageInk & PageInkFeed {
  const theres = createListeners<[boolean]>();
  const wants = createListeners<[boolean]>();
  const batches = createListeners<[PageInkBatch]>();
  let isThere = false;
  let isWanted = false;
  return {
    isThere: () => isThere,
    onThere: theres.add,
    setThere: (next) => {
      if (next === isThere) return;
      isThere = next;
      theres.tell(next);
    },
    want: (next) => {
      if (next === isWanted) return;
      isWanted = next;
      wants.tell(next);
    },
    isWanted: () => isWanted,
    onWant: wants.add,
    onInk: batches.add,
    offer: (batch) => {
      if (isWanted) batches.tell(batch);
      return isWanted;
    },
  };
}
