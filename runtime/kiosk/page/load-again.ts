/** The runtime may be away just then: it is asked again, however long that takes, as the page never gives it up. */
const retryMs = 2_000;

/** Loads a part of the page and hands it over once it is there. */
export function loadAgain<T>(load: () => Promise<T>, take: (loaded: T) => void): void {
  load().then(take, () => setTimeout(() => loadAgain(load, take), retryMs));
}
