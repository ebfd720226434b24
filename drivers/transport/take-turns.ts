import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Lets everything else that is due on this thread go first. Work of several steps on megabytes calls it between them, so
 * that no step holds up the screen or the journal for longer than itself.
 */
export async function takeTurns(): Promise<void> {
  await nextTurn();
}
