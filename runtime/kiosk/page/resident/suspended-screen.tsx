import { words } from "../state.ts";
import { ClosingScreen } from "./closing-screen.tsx";
import type { ScreenOf } from "./screen-of.ts";

/** Put aside: what to call the visit by when one comes back. */
export function SuspendedScreen({ screen }: ScreenOf<"suspended">) {
  const { chrome, screens } = words.value;
  return (
    <ClosingScreen {...screens.suspended} icon="pause" canClose>
      <p class="closing-number">
        {chrome.visitNumber} <strong class="figure">{screen.receiptNumber}</strong>
      </p>
    </ClosingScreen>
  );
}
