import { isFailure } from "./errors.ts";

/** Runs one write after another, in the order asked. */
export type WriteQueue = {
  /**
   * Resolves or rejects as `write` does.
   * @throws BoothError `state.poisoned` at once, without running `write`, when an earlier one was poisoned: only a
   * restart, which reads the medium afresh, can tell what it holds
   */
  readonly run: <T>(write: () => Promise<T>) => Promise<T>;
  /** Resolves when every write asked so far has settled. Never rejects. */
  readonly settled: () => Promise<void>;
};

export function createWriteQueue(): WriteQueue {
  let last: Promise<unknown> = Promise.resolve();
  let poison: Error | null = null;

  const guarded = async <T>(write: () => Promise<T>): Promise<T> => {
    if (poison !== null) throw poison;
    try {
      return await write();
    } catch (error) {
      if (isFailure(error, "state.poisoned")) poison = error;
      throw error;
    }
  };
  return {
    run: (write) => {
      const result = last.then(() => guarded(write));
      last = result.catch(() => undefined);
      return result;
    },
    settled: async () => {
      await last;
    },
  };
}
