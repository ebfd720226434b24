import type { Uplink } from "../uplink/uplink.ts";
import type { VisitDesk } from "../visit/visit-desk.ts";
import { type VisitView, viewVisit } from "../visit/visit-view.ts";

/** All that the page shows: the visits in hand and the last ones that ended, newest first, and the line. */
export type BoothView = {
  readonly visits: readonly VisitView[];
  readonly line: { readonly isConnected: boolean; readonly pending: number };
};

const endedMax = 8;

/** Follows the desk; remembers the views of visits that have ended, in memory only. */
export function createBoothView(desk: VisitDesk, uplink: Pick<Uplink, "status">) {
  const ended: VisitView[] = [];
  const listeners = new Set<() => void>();
  const stop = desk.onChange(({ visitId, after }) => {
    if (after.phase === "closed" || after.phase === "cancelled") {
      const view = viewVisit(after, desk.visitMs(visitId));
      if (view !== null) ended.unshift(view);
      ended.length = Math.min(ended.length, endedMax);
    }
    for (const listener of listeners) listener();
  });
  return {
    read: (): BoothView => {
      const inHand = desk.inHand().map(({ visitId, state }) => viewVisit(state, desk.visitMs(visitId)));
      const { isConnected, pending } = uplink.status();
      return {
        visits: [...inHand.reverse(), ...ended].filter((view) => view !== null),
        line: { isConnected, pending },
      };
    },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
}
