import type { CaptureTarget } from "../../wire/kiosk-view.ts";
import { AdvicePicture } from "../pictures/advice-picture.tsx";
import { Icon } from "../pictures/icon.tsx";
import { preview, words } from "../state.ts";
import { advicePath, wordAdvice } from "../words/look-up.ts";
import { useSpeech } from "./use-speech.ts";

const countdownFrom = 3;

/** The one thing to do now, large; while all is well, to hold still, with 3-2-1 until the shutter. */
export function Advice({ target, idle }: { readonly target: CaptureTarget; readonly idle: string }) {
  const header = preview.value?.header.target === target ? preview.value.header : null;
  const advice = header?.advice ?? null;
  const isHolding = header !== null && advice === null;
  useSpeech(advice !== null ? advicePath(target, advice).join(".") : isHolding ? "chrome.holdStill" : null);
  const told =
    advice !== null ? wordAdvice(words.value, target, advice) : isHolding ? words.value.chrome.holdStill : idle;
  return (
    <p class={`advice ${advice !== null ? "amiss" : isHolding ? "well" : ""}`} role="status">
      <span class="advice-picture">
        {advice !== null ? (
          <AdvicePicture target={target} advice={advice} />
        ) : (
          <Icon name={isHolding ? "agree" : "info"} size={64} />
        )}
      </span>
      <span class="advice-words">{told}</span>
      {isHolding && header.steadyRatio > 0 && (
        <span class="advice-count figure" aria-hidden="true">
          {Math.max(1, Math.ceil((1 - header.steadyRatio) * countdownFrom))}
        </span>
      )}
    </p>
  );
}
