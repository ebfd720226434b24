import type { PageInkFeed } from "../kiosk-parts.ts";
import type { Lent } from "./lent.ts";

type Ink = Parameters<PageInkFeed["offer"]>[0];

/** One page's surface among those of all pages. */
export type InkLoan = {
  readonly offer: (ink: Ink) => Lent;
  /** Its connection has ended. Safe to call twice. */
  readonly leave: () => void;
};

/**
 * A signature is of one page: of the one on which it was begun, until it is taken or cleared, or that page goes. Half a
 * signature goes with its page: whoever waits for it has lost the pad, and asks for another. Returns what makes a loan
 * for each page that comes; `ink` null: nobody's is used.
 */
export function lendInk(ink: PageInkFeed | null): () => InkLoan {
  if (ink === null) return () => ({ offer: () => "unwanted", leave: () => undefined });
  const pages = new Set<InkLoan>();
  let signedOn: InkLoan | null = null;
  ink.onWant(() => {
    signedOn = null;
  });
  const isForeign = (page: InkLoan) => !pages.has(page) || (signedOn ?? page) !== page;
  const follow = (page: InkLoan, batch: Ink) => {
    if (batch.next === "clear") signedOn = null;
    else if (isDrawn(batch)) signedOn = page;
  };
  return () => {
    const own: InkLoan = {
      offer: (batch) => {
        if (!ink.isWanted()) return "unwanted";
        if (isForeign(own)) return "foreign";
        follow(own, batch);
        return ink.offer(batch) ? "taken" : "unwanted";
      },
      leave: () => {
        if (!pages.delete(own)) return;
        const isCutOff = signedOn === own;
        if (isCutOff) signedOn = null;
        if (isCutOff || pages.size === 0) ink.setThere(false);
        if (pages.size > 0) ink.setThere(true);
      },
    };
    pages.add(own);
    ink.setThere(true);
    return own;
  };
}

function isDrawn({ points }: Ink): boolean {
  return points.some(([, , , , isDown]) => isDown === 1);
}
