/** What opening found: never written before, as the last update left it, or only the generation before that. */
export type SettingsRecovery = "virgin" | "clean" | "fell-back";

/** One small document that survives a power cut. One writer a document. */
export type Settings<T> = {
  readonly recovery: SettingsRecovery;
  /** As it is on the medium, never ahead of it. Frozen: change it by `update`. */
  readonly value: () => T;
  /**
   * Updates run one after another. `change` gets a copy to alter or replace, must not be async, and what it returns
   * is parsed before it is written. Durable on return; resolves with the new value.
   * @throws BoothError `disk.full` with value and medium as before
   * @throws BoothError `state.poisoned` after a failed sync: nothing more is accepted until the booth restarts
   * @throws what `change` or the document's own parser throws, with value and medium as before
   */
  readonly update: (change: (value: T) => T) => Promise<T>;
  /** Waits for pending updates and releases the document. Safe to call twice. */
  readonly close: () => Promise<void>;
};
