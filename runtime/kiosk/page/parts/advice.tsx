import type { PreviewHeader } from "../../wire/runtime-message.ts";
import type { CaptureTarget } from "../../wire/view/terms.ts";
import { AdvicePicture } from "../pictures/advice-picture.tsx";
import { Icon } from "../pictures/icon.tsx";
import { preview, words } from "../state.ts";
import { advicePath, wordAdvice } from "../words/look-up.ts";
import { useSpeech } from "./use-speech.ts";

const countdownFrom = 3;

type Mood = "amiss" | "well" | "idle";

/** The one thing to do now, large; while all is well, to hold still, with 3-2-1 until the shutter. */
export function Advice({ target, idle }: { readonly target: CaptureTarget; readonly idle: string }) {
  const header = preview.value?.header.target === target ? preview.value.header : null;
  const advice = header?.advice ?? null;
  const mood: Mood = advice !== null ? "amiss" : header !== null ? "well" : "idle";
  const { holdStill } = words.value.chrome;
  useSpeech("advice", nameClips(target, header));
  return (
    <p class={`advice ${mood}`} role="status">
      <span class="advice-picture">
        {advice !== null ? (
          <AdvicePicture target={target} advice={advice} />
        ) : (
          <Icon name={mood === "well" ? "agree" : "info"} size={64} />
        )}
      </span>
      <span class="advice-words">
        {advice !== null ? wordAdvice(words.value, target, advice) : mood === "well" ? holdStill : idle}
      </span>
      {mood === "well" && header !== null && header.steadyRatio > 0 && <Countdown steadyRatio={header.steadyRatio} />}
    </p>
  );
}

function nameClips(target: CaptureTarget, header: PreviewHeader | null): readonly string[] {
  if (header === null) return [];
  return [header.advice === null ? "chrome.holdStill" : advicePath(target, header.advice).join(".")];
}

function Countdown({ steadyRatio }: { readonly steadyRatio: number }) {
  return (
    <span class="advice-count figure" aria-hidden="true">
      {Math.max(1, Math.ceil((1 - steadyRatio) * countdownFrom))}
    </span>
  );
}
