import { setTimeout as delay } from "node:timers/promises";

const pollMs = 5;
const timeoutMs = 15_000;

/** Waits for something another process, or the far end of a line, will do in its own time. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAtMs) throw new Error(`still waiting until ${what}`);
    await delay(pollMs);
  }
}
