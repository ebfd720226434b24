import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { HandPicture } from "../pictures/hand-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** The same finger once more, to see that what was recorded is this person's. */
export function VerificationScreen({ screen }: ScreenOf<"verification">) {
  const { screens, targets, chrome } = words.value;
  const { target, attemptsLeft } = screen;
  return (
    <ScreenFrame
      title={targets[target]}
      guide={screens.verification.guide}
      class="verification"
      controls={<OtherOffers except={[]} />}
    >
      <div class="hand-frame">
        <HandPicture asked={[target]} name={targets[target]} done={[]} />
      </div>
      {attemptsLeft !== null && (
        <p class="next-finger" role="status">
          {chrome.attemptsLeft(attemptsLeft)}
        </p>
      )}
    </ScreenFrame>
  );
}
