import { useEffect } from "preact/hooks";
import { view } from "../state.ts";
import { type SpeechTopic, speak } from "../voice/speak.ts";

/** Reads clips aloud when they become other ones, or the language does; none says nothing. */
export function useSpeech(topic: SpeechTopic, clips: readonly string[]): void {
  const language = view.value?.language;
  const named = clips.join(" ");
  useEffect(() => {
    if (named !== "") speak(topic, named.split(" "));
  }, [topic, named, language]);
}
