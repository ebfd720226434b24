/** Those who want to be told of something. */
export type Listeners<Told extends readonly unknown[]> = {
  /** Returns the way to stop listening. */
  readonly add: (listener: (...told: Told) => void) => () => void;
  readonly tell: (...told: Told) => void;
};

/** Whoever comes or goes while something is being told neither hears it twice nor keeps the others from it. */
export function createListeners<Told extends readonly unknown[]>(): Listeners<Told> {
  const listeners = new Set<(...told: Told) => void>();
  return {
    add: (listener) => {
      // One function may listen for two: each has its own entry.
      const own = (...told: Told) => listener(...told);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    tell: (...told) => {
      for (const listener of [...listeners]) listener(...told);
    },
  };
}
