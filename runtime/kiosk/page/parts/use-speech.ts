import { useEffect } from "preact/hooks";
import { view } from "../state.ts";
import { speak } from "../voice/speak.ts";

/** Reads a clip aloud when it becomes another one, or the language does; null says nothing. */
export function useSpeech(clip: string | null): void {
  const language = view.value?.language;
  useEffect(() => {
    if (clip !== null) speak(clip);
  }, [clip, language]);
}
