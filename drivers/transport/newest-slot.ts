/** Hands on the newest of many things; whoever takes slowly misses some. */
export type NewestSlot<T> = {
  readonly put: (value: T) => void;
  /** The newest not yet taken, once there is one; null after the end. One taker at a time. */
  readonly take: () => Promise<T | null>;
  readonly end: () => void;
};

export function createNewestSlot<T>(): NewestSlot<T> {
  let newest: T | null = null;
  let hasEnded = false;
  let wake: (() => void) | null = null;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const take = async (): Promise<T | null> => {
    if (newest === null && !hasEnded) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = newest;
    newest = null;
    return taken;
  };
  return {
    put: (value) => {
      newest = value;
      rouse();
    },
    take,
    end: () => {
      hasEnded = true;
      rouse();
    },
  };
}
