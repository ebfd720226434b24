/** Work on a device that cannot be called off, and has to be over before the device is let go. */
export type PendingWork = {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves once nothing is under way, work that began meanwhile included. Never throws. */
  readonly settled: () => Promise<void>;
};

export function createPendingWork(): PendingWork {
  const pending = new Set<Promise<unknown>>();
  return {
    run: async (work) => {
      const working = work();
      pending.add(working);
      try {
        return await working;
      } finally {
        pending.delete(working);
      }
    },
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}
