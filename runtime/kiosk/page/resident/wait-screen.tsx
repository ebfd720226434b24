import { WovenWait } from "../frame/woven-wait.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Somebody else is at work: who, and at what. */
export function WaitScreen({ screen }: ScreenOf<"wait">) {
  const { screens, waits } = words.value;
  return (
    <ScreenFrame
      title={screens.wait.title}
      guide={waits[screen.reason]}
      class="wait"
      controls={<OtherOffers except={[]} />}
    >
      <WovenWait />
    </ScreenFrame>
  );
}
