import type { TargetView } from "../../wire/view/target-view.ts";
import type { CaptureTarget, SlapTarget } from "../../wire/view/terms.ts";
import { Advice } from "../parts/advice.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNotes } from "../parts/target-note.tsx";
import { TargetRow } from "../parts/target-row.tsx";
import { HandPicture } from "../pictures/hand-picture.tsx";
import { words } from "../state.ts";
import type { Words } from "../words/words.ts";
import type { ScreenOf } from "./screen-of.ts";

/** The hands beside each other as their owner has them, each from the thumb. */
const hands: readonly (readonly CaptureTarget[])[] = [
  ["finger-06", "finger-07", "finger-08", "finger-09", "finger-10"],
  ["finger-01", "finger-02", "finger-03", "finger-04", "finger-05"],
];

/** Which finger or slap now, on a picture of the hand; for each finger what it has come to, against what is needed. */
export function FingersScreen({ screen }: ScreenOf<"fingers">) {
  const { screens, chrome } = words.value;
  const { fingers, current, asked, isLooking, next } = screen;
  const withState = (wanted: TargetView["state"]) =>
    fingers.filter(({ state }) => state === wanted).map(({ target }) => target);
  const concerned = fingers.filter(({ target }) => asked.includes(target));
  const name = current === null ? screens.fingers.title : nameAsked(words.value, screen);
  return (
    <ScreenFrame
      title={name}
      guide={current === null ? screens.fingers.guide : null}
      class="fingers"
      controls={
        <>
          <div class="hands">
            {hands.map((hand) => (
              <ul key={hand[0]} class="hand">
                {fingers
                  .filter(({ target }) => hand.includes(target))
                  .sort((one, other) => hand.indexOf(one.target) - hand.indexOf(other.target))
                  .map((finger) => (
                    <TargetRow key={finger.target} target={finger} isCurrent={asked.includes(finger.target)} />
                  ))}
              </ul>
            ))}
          </div>
          <TargetNotes targets={concerned} />
          {current !== null && (
            <OfferButton deed="retry-requested" target={current} tone="primary" icon="again" label={chrome.again} />
          )}
          <OtherOffers except={["retry-requested"]} />
        </>
      }
    >
      {current !== null && isLooking && <Advice target={current} idle={screens.fingers.guide} />}
      <div class="hand-frame">
        <HandPicture asked={asked} name={name} done={withState("accepted")} excepted={withState("excepted")} />
      </div>
      {next !== null && (
        <p class="next-finger">
          {chrome.nextFinger}: <strong>{nameOne(words.value, next)}</strong>
        </p>
      )}
    </ScreenFrame>
  );
}

/** A slap of which something is left out is told finger by finger. */
function nameAsked(all: Words, { slap, asked }: ScreenOf<"fingers">["screen"]): string {
  return slap === null ? asked.map((target) => nameOne(all, target)).join(", ") : nameOne(all, slap);
}

function nameOne({ slaps, targets }: Words, asked: CaptureTarget | SlapTarget): string {
  return asked in slaps ? slaps[asked as SlapTarget] : targets[asked as CaptureTarget];
}
