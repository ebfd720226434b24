import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { HandPicture } from "../pictures/hand-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** The same finger once more, to see that what was recorded is this person's. */
export function VerificationScreen({ screen }: ScreenOf<"verification">) {
  const { screens, targets, chrome, waits } = words.value;
  const { target, attempts, attemptsMax } = screen;
  const left = attemptsMax - attempts;
  return (
    <ScreenFrame
      title={target === null ? screens.verification.title : targets[target]}
      guide={target === null ? waits["verification-decision"] : screens.verification.guide}
      class="verification"
      controls={
        <>
          <OfferButton deed="verification-retried" tone="primary" icon="again" />
          <OtherOffers except={["verification-retried"]} />
        </>
      }
    >
      <div class="hand-frame">
        <HandPicture target={target} done={[]} />
      </div>
      {attempts > 0 && left > 0 && (
        <p class="next-finger" role="status">
          {chrome.attemptsLeft(left)}
        </p>
      )}
    </ScreenFrame>
  );
}
