import type { DeviceStatus } from "../kernel/device.ts";
import type { Uplink } from "../uplink/uplink.ts";
import type { VisitDesk } from "../visit/visit-desk.ts";
import { type VisitView, viewVisit } from "../visit/visit-view.ts";

/**
 * All that the page shows: the visits in hand and the last ones that ended, newest first, the line, and the devices that
 * somebody must know about.
 */
export type BoothView = {
  readonly visits: readonly VisitView[];
  readonly line: { readonly isConnected: boolean; readonly pending: number };
  /** Those that are away; none when all is well. */
  readonly devicesAway: readonly DeviceStatus[];
};

export type BoothViewParts = {
  readonly desk: VisitDesk;
  readonly uplink: Pick<Uplink, "status">;
  readonly devices: WatchedDevices;
};

/** Devices as whoever looks after them sees them. */
export type WatchedDevices = {
  readonly status: () => readonly DeviceStatus[];
  readonly onChange: (listener: () => void) => () => void;
};

const endedMax = 8;

/** Follows the desk; remembers the views of visits that have ended, in memory only. */
export function createBoothView({ desk, uplink, devices }: BoothViewParts) {
  const ended: VisitView[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const stopDesk = desk.onChange(({ visitId, after }) => {
    if (after.phase === "closed" || after.phase === "cancelled") {
      const view = viewVisit(after, desk.visitMs(visitId));
      if (view !== null) ended.unshift(view);
      ended.length = Math.min(ended.length, endedMax);
    }
    tell();
  });
  const stopDevices = devices.onChange(tell);
  return {
    read: (): BoothView => {
      const inHand = desk.inHand().map(({ visitId, state }) => viewVisit(state, desk.visitMs(visitId)));
      const { isConnected, pending } = uplink.status();
      return {
        visits: [...inHand.reverse(), ...ended].filter((view) => view !== null),
        line: { isConnected, pending },
        devicesAway: devices.status().filter(({ state }) => state === "lost"),
      };
    },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      stopDesk();
      stopDevices();
    },
  };
}
