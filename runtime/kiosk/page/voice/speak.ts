import { effect } from "@preact/signals";
import { view } from "../state.ts";

/** What is said about, the first before the later ones: a screen, who or what it asks for, what came of the last try. */
const topics = ["screen", "asked", "note", "answer", "booth", "advice"] as const;
export type SpeechTopic = (typeof topics)[number];

/** The same advice is not said again within this: a hint that repeats is noise. */
const repeatAfterMs = 6_000;
/** What has waited longer for its turn is about something that is over; advice is about this very moment. */
const staleAfterMs = 12_000;
const adviceStaleAfterMs = 6_000;
/** What comes with a screen is asked for in the same breath; whatever was before is about the one before. */
const breathMs = 50;

type Speech = { readonly clips: readonly string[]; readonly askedMs: number };

let playing: { readonly audio: HTMLAudioElement; readonly rest: readonly string[] } | null = null;
/** At most one a topic: the latest. */
const waiting = new Map<SpeechTopic, Speech>();
const saidMs = new Map<string, number>();

/**
 * Reads clips aloud one after the other, in the view's language and at its volume; nothing at volume 0, or where a clip is
 * not there: the caption always is. Clips never overlap. A screen's own words cut off what is being said; anything else
 * waits for its end, of each topic only the latest.
 */
export function speak(topic: SpeechTopic, clips: readonly string[]): void {
  if (clips.length === 0) return;
  waiting.set(topic, { clips, askedMs: performance.now() });
  queueMicrotask(begin);
}

/** Stops at once and forgets what was said and was to be said. */
export function silence(): void {
  stopPlaying();
  waiting.clear();
  saidMs.clear();
}

function begin(): void {
  const screen = waiting.get("screen");
  if (screen !== undefined) {
    stopPlaying();
    for (const [topic, { askedMs }] of waiting) if (askedMs < screen.askedMs - breathMs) waiting.delete(topic);
  }
  if (playing === null) playNext();
}

function playNext(): void {
  for (const topic of topics) {
    const next = waiting.get(topic);
    if (next === undefined) continue;
    waiting.delete(topic);
    const ageMs = performance.now() - next.askedMs;
    if (ageMs < (topic === "advice" ? adviceStaleAfterMs : staleAfterMs) && play(next.clips)) return;
  }
}

/** Says the first that was not said just now, and then the rest. False when there is nothing to be said. */
function play(clips: readonly string[]): boolean {
  const language = view.peek()?.language;
  const volumePercent = view.peek()?.comfort.volumePercent ?? 0;
  if (language === undefined || volumePercent === 0) return false;
  const nowMs = performance.now();
  const at = clips.findIndex((clip) => nowMs - (saidMs.get(clip) ?? Number.NEGATIVE_INFINITY) >= repeatAfterMs);
  const clip = clips[at];
  if (clip === undefined) return false;
  saidMs.set(clip, nowMs);
  const audio = new Audio(`/voice/${language}/${clip}.ogg`);
  audio.volume = volumePercent / 100;
  audio.addEventListener("ended", () => finish(audio));
  audio.addEventListener("error", () => finish(audio));
  playing = { audio, rest: clips.slice(at + 1) };
  // A browser that wants a touch first, or has no such clip: the caption says it all the same.
  audio.play().catch(() => finish(audio));
  return true;
}

function finish(audio: HTMLAudioElement): void {
  if (playing?.audio !== audio) return;
  const { rest } = playing;
  playing = null;
  if (!play(rest)) playNext();
}

function stopPlaying(): void {
  const stopped = playing;
  playing = null;
  stopped?.audio.pause();
}

/** The volume follows while something is being said; silent means silent now. */
effect(() => {
  const volumePercent = view.value?.comfort.volumePercent ?? 0;
  if (playing !== null) playing.audio.volume = volumePercent / 100;
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
