import type { Comfort } from "../../wire/kiosk-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { words } from "../state.ts";

/** How this resident wants the page; each is a button that stays down. */
export function ComfortPanel({ comfort }: { readonly comfort: Comfort }) {
  const { chrome } = words.value;
  return (
    <div class="panel">
      <IntentButton
        icon="reach"
        label={chrome.reach}
        isPressed={comfort.isInReach}
        intent={{ kind: "set-comfort", comfort: { ...comfort, isInReach: !comfort.isInReach } }}
      />
      <IntentButton
        icon="contrast"
        label={chrome.contrast}
        isPressed={comfort.isHighContrast}
        intent={{ kind: "set-comfort", comfort: { ...comfort, isHighContrast: !comfort.isHighContrast } }}
      />
      <IntentButton
        icon="more-time"
        label={chrome.moreTime}
        isPressed={comfort.hasMoreTime}
        intent={{ kind: "set-comfort", comfort: { ...comfort, hasMoreTime: !comfort.hasMoreTime } }}
      />
    </div>
  );
}
