import { effect } from "@preact/signals";
import { view } from "../state.ts";

/** The same advice is not said again within this: a hint that repeats is noise. */
const repeatAfterMs = 6_000;
/** As long as a screen's guidance takes to say; what has waited longer for its turn is about something that is over. */
const staleAfterMs = 6_000;

type Waiting = { readonly clip: string; readonly askedMs: number };

let playing: HTMLAudioElement | null = null;
let waiting: Waiting | null = null;
const saidMs = new Map<string, number>();

/**
 * Reads a clip aloud in the view's language and at its volume; nothing at volume 0, or where the clip is not there: the
 * caption always is. Clips never overlap. A screen's own words cut off what is being said; anything else waits for its
 * end, and only the latest does.
 */
export function speak(clip: string): void {
  const nowMs = performance.now();
  if (nowMs - (saidMs.get(clip) ?? Number.NEGATIVE_INFINITY) < repeatAfterMs) return;
  if (playing !== null && !isScreen(clip)) {
    waiting = { clip, askedMs: nowMs };
    return;
  }
  stopPlaying();
  start(clip, nowMs);
}

/** Stops at once and forgets what was said and was to be said. */
export function silence(): void {
  stopPlaying();
  waiting = null;
  saidMs.clear();
}

function isScreen(clip: string): boolean {
  return clip.startsWith("screens.") || clip === "notice";
}

function start(clip: string, nowMs: number): void {
  const language = view.peek()?.language;
  const volumePercent = view.peek()?.comfort.volumePercent ?? 0;
  if (language === undefined || volumePercent === 0) return;
  saidMs.set(clip, nowMs);
  const audio = new Audio(`/voice/${language}/${clip}.ogg`);
  audio.volume = volumePercent / 100;
  audio.addEventListener("ended", () => finish(audio));
  audio.addEventListener("error", () => finish(audio));
  playing = audio;
  // A browser that wants a touch first, or has no such clip: the caption says it all the same.
  audio.play().catch(() => finish(audio));
}

function finish(audio: HTMLAudioElement): void {
  if (playing !== audio) return;
  playing = null;
  const next = waiting;
  waiting = null;
  if (next !== null && performance.now() - next.askedMs < staleAfterMs) speak(next.clip);
}

function stopPlaying(): void {
  const audio = playing;
  playing = null;
  audio?.pause();
}

/** The volume follows while something is being said; silent means silent now. */
effect(() => {
  const volumePercent = view.value?.comfort.volumePercent ?? 0;
  if (playing !== null) playing.volume = volumePercent / 100;
  if (volumePercent === 0) stopPlaying();
});

/** Another language begins anew: what was said in the last one may be said again. */
let lastLanguage: string | null = null;
effect(() => {
  const language = view.value?.language ?? null;
  if (language === lastLanguage) return;
  lastLanguage = language;
  silence();
});
