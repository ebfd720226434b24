import type { KioskView, ScreenKind } from "../../wire/kiosk-view.ts";
import { Progress } from "../parts/progress.tsx";
import { Icon } from "../pictures/icon.tsx";
import { isDemoOpen, isDeskOpen, words } from "../state.ts";
import { Mark } from "./mark.tsx";

/** Screens before the first touch: nobody's way, hence nothing to leave. */
const untouched: ReadonlySet<ScreenKind> = new Set(["attract", "out-of-service"]);

/** Whose booth this is, where on the way one is, and the officers' door. */
export function TopBar({ view }: { readonly view: KioskView }) {
  const { chrome, desk } = words.value;
  return (
    <header class="top-bar">
      <div class="identity">
        <Mark />
        <p>
          <strong>{chrome.product}</strong>
          <span>{chrome.office}</span>
        </p>
      </div>
      {view.progress !== null && <Progress progress={view.progress} />}
      <div class="top-bar-doors">
        {view.demo !== null && (
          <button type="button" class="door demo" onClick={() => (isDemoOpen.value = !isDemoOpen.value)}>
            {chrome.simulation}
            <span class="unseen"> {desk.demoOpen}</span>
          </button>
        )}
        <button
          type="button"
          class={`door ${untouched.has(view.screen.kind) ? "" : "quiet"}`}
          aria-label={desk.open}
          onClick={() => (isDeskOpen.value = true)}
        >
          <Icon name="lock" size={32} />
        </button>
      </div>
    </header>
  );
}
