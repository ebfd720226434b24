/** A line that can be hung up. */
type Hangable = { readonly close: () => Promise<void> };

/**
 * The first talk on a line that was just opened: its self-test. A line whose talk fails, or is given up while a call on
 * it hangs, is hung up, so that the next opening finds the device free and no handle is left behind.
 * @throws what the talk rejects with
 */
export async function greetDevice<T>(line: Hangable, signal: AbortSignal, talk: () => Promise<T>): Promise<T> {
  const hangUp = () => void line.close();
  signal.addEventListener("abort", hangUp, { once: true });
  try {
    return await talk();
  } catch (error) {
    await line.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", hangUp);
  }
}
