/** What a device pushes and a driver pulls. Nothing is dropped silently: a queue that overflows has failed. */
export type BoundedQueue<T> = {
  readonly push: (item: T) => void;
  /** Whoever waits, and whoever asks later, gets this error once the items before it are taken. The first one counts. */
  readonly fail: (error: unknown) => void;
  /** The next item, as soon as there is one. One caller at a time. @throws what `fail` was told, or the signal's reason */
  readonly next: (signal: AbortSignal) => Promise<T>;
  /** Forgets what is waiting. */
  readonly clear: () => void;
};

export function createBoundedQueue<T>(itemsMax: number, whenFull: () => Error): BoundedQueue<T> {
  const items: T[] = [];
  let failure: { readonly error: unknown } | null = null;
  let wake: (() => void) | null = null;
  const fail = (error: unknown) => {
    failure ??= { error };
    wake?.();
  };
  return {
    push: (item) => {
      if (items.length >= itemsMax) return fail(whenFull());
      items.push(item);
      wake?.();
    },
    fail,
    next: async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const item = items.shift();
        if (item !== undefined) return item;
        if (failure !== null) throw failure.error;
        await new Promise<void>((resolve) => {
          const stop = () => wake?.();
          wake = () => {
            wake = null;
            signal.removeEventListener("abort", stop);
            resolve();
          };
          signal.addEventListener("abort", stop, { once: true });
        });
      }
    },
    clear: () => {
      items.length = 0;
    },
  };
}
