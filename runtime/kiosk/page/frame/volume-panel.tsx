import type { Comfort } from "../../wire/kiosk-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { words } from "../state.ts";

const stepPercent = 25;

export function VolumePanel({ comfort }: { readonly comfort: Comfort }) {
  const { chrome } = words.value;
  const setTo = (volumePercent: number) =>
    ({
      kind: "set-comfort",
      comfort: { ...comfort, volumePercent: Math.min(100, Math.max(0, volumePercent)) },
    }) as const;
  return (
    <div class="panel">
      <IntentButton icon="softer" label={chrome.softer} intent={setTo(comfort.volumePercent - stepPercent)} />
      <p class="volume-level" role="status">
        {comfort.volumePercent === 0 ? chrome.silent : `${chrome.volume} ${comfort.volumePercent} %`}
      </p>
      <IntentButton icon="louder" label={chrome.louder} intent={setTo(comfort.volumePercent + stepPercent)} />
    </div>
  );
}
