import { useEffect, useState } from "preact/hooks";
import { words } from "../state.ts";
import { Dialog } from "./dialog.tsx";
import { IntentButton } from "./intent-button.tsx";
import { useSpeech } from "./use-speech.ts";

const tickMs = 250;

/** Asks, in the last seconds, whether anybody is still there (WCAG 2.2, 2.2.1). Counts down by itself between views. */
export function TimeOut({ endsInMs }: { readonly endsInMs: number }) {
  const leftMs = useCountdown(endsInMs);
  const { chrome } = words.value;
  useSpeech("answer", ["chrome.endsSoon"]);
  return (
    <Dialog title={chrome.endsSoon} class="time-out">
      <p class="countdown" role="timer">
        {chrome.secondsLeft(Math.ceil(leftMs / 1_000))}
      </p>
      <div class="row">
        <IntentButton tone="primary" icon="more-time" label={chrome.extend} intent={{ kind: "more-time" }} />
        <IntentButton icon="leave" label={chrome.leave} intent={{ kind: "leave" }} />
      </div>
    </Dialog>
  );
}

function useCountdown(fromMs: number): number {
  const [leftMs, setLeftMs] = useState(fromMs);
  useEffect(() => {
    const startMs = performance.now();
    const tick = () => setLeftMs(Math.max(0, fromMs - (performance.now() - startMs)));
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, [fromMs]);
  return leftMs;
}
