import type { KioskView } from "../../wire/kiosk-view.ts";
import { Progress } from "../parts/progress.tsx";
import { Icon } from "../pictures/icon.tsx";
import { isDemoOpen, isDeskOpen, words } from "../state.ts";
import { LeaveDoor } from "./leave-door.tsx";
import { Mark } from "./mark.tsx";

/** Whose booth this is, where on the way one is, and the officers' door. */
export function TopBar({ view }: { readonly view: KioskView }) {
  const { chrome, desk } = words.value;
  return (
    <header class="top-bar">
      <div class="identity">
        <Mark />
        <p>
          <strong>{chrome.product}</strong>
          <span>{view.office}</span>
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
        {view.canLeave && <LeaveDoor key={view.screen.kind} />}
        <button type="button" class="door" aria-label={desk.open} onClick={() => (isDeskOpen.value = true)}>
          <Icon name="lock" size={32} />
        </button>
      </div>
    </header>
  );
}
