import type { PageCameraFeed } from "../kiosk-parts.ts";
import type { PageMessage } from "../wire/page-message.ts";
import type { Lent } from "./lent.ts";

type CameraState = Extract<PageMessage, { readonly kind: "camera" }>["state"];

/** One page's camera among those of all pages. */
export type CameraLoan = {
  readonly setState: (state: CameraState) => void;
  /** Frames are wanted, and they are to be this page's. */
  readonly isFilming: () => boolean;
  readonly offer: (jpeg: Uint8Array, sequence: number) => Lent;
  /** Told the sequence of each of this page's frames that is done with. */
  readonly onTaken: (listener: (sequence: number) => void) => void;
  /** The resident is at this page. */
  readonly touch: () => void;
  /** Its connection has ended. Safe to call twice. */
  readonly leave: () => void;
};

type Lender = {
  state: CameraState;
  /** Which touch of the resident was the last at it; 0 before any. */
  touched: number;
  readonly told: Set<(sequence: number) => void>;
};

/**
 * One page at a time lends its camera: what two of them see is never mixed. It is the page that the resident has touched
 * last, else the one that has been there longest. While somebody looks through it, it changes only when that page's own
 * camera goes: the look ends as when a cable is pulled, and the next one is through another page's. `onChange` is told
 * whenever another page is to film. Returns what makes a loan for each page that comes; `camera` null: nobody's is used.
 */
export function lendCamera(camera: PageCameraFeed | null, onChange: () => void): () => CameraLoan {
  if (camera === null) return () => noLoan;
  const lenders = new Set<Lender>();
  let touches = 0;
  let current: Lender | null = null;

  const settle = () => {
    const isInUse = current !== null && lenders.has(current) && current.state === "ready" && camera.isWanted();
    const next = isInUse ? current : choose(lenders);
    if (next !== current) {
      // Whoever looks through the page before has lost it; nobody else need notice.
      if (current !== null && camera.isWanted()) camera.setState("lost");
      current = next;
      onChange();
    }
    if (current !== null) camera.setState("ready");
  };
  camera.onWant((isWanted) => {
    if (!isWanted) settle();
  });
  camera.onTaken((sequence) => {
    for (const tell of current?.told ?? []) tell(sequence);
  });

  return () => {
    const own: Lender = { state: "absent", touched: 0, told: new Set() };
    lenders.add(own);
    const setState = (state: CameraState) => {
      own.state = state;
      settle();
      // Where no page has a camera, why is what the last one said.
      if (current === null) camera.setState(state);
    };
    return {
      setState,
      isFilming: () => current === own && camera.isWanted(),
      offer: (jpeg, sequence) => {
        if (!camera.isWanted()) return "unwanted";
        if (current !== own) return "foreign";
        return camera.offer(jpeg, sequence) ? "taken" : "unwanted";
      },
      onTaken: (listener) => own.told.add(listener),
      touch: () => {
        touches += 1;
        own.touched = touches;
        settle();
      },
      leave: () => {
        if (lenders.delete(own)) setState("lost");
      },
    };
  };
}

function choose(lenders: ReadonlySet<Lender>): Lender | null {
  let chosen: Lender | null = null;
  for (const lender of lenders) {
    if (lender.state === "ready" && (chosen === null || lender.touched > chosen.touched)) chosen = lender;
  }
  return chosen;
}

const noLoan: CameraLoan = {
  setState: () => undefined,
  isFilming: () => false,
  offer: () => "unwanted",
  onTaken: () => undefined,
  touch: () => undefined,
  leave: () => undefined,
};
