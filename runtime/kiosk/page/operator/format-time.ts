import { words } from "../state.ts";

const secondMs = 1_000;
const minuteSeconds = 60;

/** Minutes and seconds, as the language writes them. */
export function formatTime(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / secondMs));
  return words.value.chrome.time(Math.floor(seconds / minuteSeconds), seconds % minuteSeconds);
}
