import { createListeners } from "../transport/listeners.ts";

/** What the page says of its camera; `lost` also when the page itself has gone. */
export type PageCameraState = "ready" | "absent" | "refused" | "lost";

/** The camera of a page, as its driver sees it. */
export type PageCamera = {
  readonly state: () => PageCameraState;
  /** Told at each change. Returns the way to stop listening. */
  readonly onState: (listener: (state: PageCameraState) => void) => () => void;
  /** The page films only while it is wanted. Wanting it grants one frame; each `taken` grants the next. */
  readonly want: (isWanted: boolean) => void;
  /** Frames as they come, while wanted. Returns the way to stop listening. */
  readonly onFrame: (listener: (jpeg: Uint8Array, sequence: number) => void) => () => void;
  /** The frame is done with: the page may send another. */
  readonly taken: (sequence: number) => void;
};

/** The camera of a page, as whoever holds the line to the page sees it. */
export type PageCameraFeed = {
  /** It counts as absent until the page has said otherwise. */
  readonly setState: (state: PageCameraState) => void;
  /** Hands over a frame that the page sent; the bytes must not change afterwards. False, and dropped, when unwanted. */
  readonly offer: (jpeg: Uint8Array, sequence: number) => boolean;
  readonly isWanted: () => boolean;
  /** Told at each change of whether frames are wanted. Returns the way to stop listening. */
  readonly onWant: (listener: (isWanted: boolean) => void) => () => void;
  /** Told the sequence of each frame that is done with. Returns the way to stop listening. */
  readonly onTaken: (listener: (sequence: number) => void) => () => void;
};

/** Joins the line to a page and the driver; keeps no frame itself, and does no I/O. */
export function createPageCamera(): PageCamera & PageCameraFeed {
  const states = createListeners<[PageCameraState]>();
  const wants = createListeners<[boolean]>();
  const frames = createListeners<[Uint8Array, number]>();
  const takens = createListeners<[number]>();
  let state: PageCameraState = "absent";
  let isWanted = false;
  return {
    state: () => state,
    onState: states.add,
    setState: (next) => {
      if (next === state) return;
      state = next;
      states.tell(next);
    },
    want: (next) => {
      if (next === isWanted) return;
      isWanted = next;
      wants.tell(next);
    },
    isWanted: () => isWanted,
    onWant: wants.add,
    onFrame: frames.add,
    offer: (jpeg, sequence) => {
      if (isWanted) frames.tell(jpeg, sequence);
      return isWanted;
    },
    taken: takens.tell,
    onTaken: takens.add,
  };
}
