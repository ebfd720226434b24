const pollMs = 10;

/** Waits until something holds; fails with its name when it does not within `timeoutMs`. */
export async function waitFor(what: string, holds: () => boolean, timeoutMs = 5_000): Promise<void> {
  const startMs = performance.now();
  while (!holds()) {
    if (performance.now() - startMs > timeoutMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
