import type { CaptureTarget, TargetView } from "../../wire/kiosk-view.ts";
import { Advice } from "../parts/advice.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNote } from "../parts/target-note.tsx";
import { TargetRow } from "../parts/target-row.tsx";
import { HandPicture, type SlapName } from "../pictures/hand-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Fingers that a device reads together, by the first of each that is asked for. */
const slaps: Readonly<Record<SlapName, readonly CaptureTarget[]>> = {
  "right-four": ["finger-02", "finger-03", "finger-04", "finger-05"],
  "left-four": ["finger-10", "finger-09", "finger-08", "finger-07"],
  thumbs: ["finger-06", "finger-01"],
};
/** The hands beside each other as their owner has them, each from the thumb. */
const hands: readonly (readonly CaptureTarget[])[] = [
  ["finger-06", "finger-07", "finger-08", "finger-09", "finger-10"],
  ["finger-01", "finger-02", "finger-03", "finger-04", "finger-05"],
];

/** Which finger now, on a picture of the hand; for each what it has come to, against what is needed. */
export function FingersScreen({ screen }: ScreenOf<"fingers">) {
  const { screens, targets, slaps: slapWords, chrome } = words.value;
  const { fingers, current } = screen;
  const asked = nameAsked(fingers, current);
  const askedFor =
    asked === null ? null : asked in slaps ? slapWords[asked as SlapName] : targets[asked as CaptureTarget];
  const withState = (...states: readonly TargetView["state"][]) =>
    fingers.filter(({ state }) => states.includes(state)).map(({ target }) => target);
  const concerned = fingers.find(({ target }) => target === current) ?? null;
  const next = fingers.find(({ target, state }) => state === "ahead" && target !== current);
  return (
    <ScreenFrame
      title={askedFor ?? screens.fingers.title}
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
                    <TargetRow key={finger.target} target={finger} isCurrent={finger.target === current} />
                  ))}
              </ul>
            ))}
          </div>
          {concerned !== null && <TargetNote target={concerned} />}
          {current !== null && (
            <OfferButton deed="retry-requested" target={current} tone="primary" icon="again" label={chrome.again} />
          )}
          <OtherOffers except={["retry-requested"]} />
        </>
      }
    >
      {concerned?.state === "capturing" && <Advice target={concerned.target} idle={screens.fingers.guide} />}
      <div class="hand-frame">
        <HandPicture target={asked} done={withState("accepted")} excepted={withState("excepted")} />
      </div>
      {next !== undefined && (
        <p class="next-finger">
          {chrome.nextFinger}: <strong>{targets[next.target]}</strong>
        </p>
      )}
    </ScreenFrame>
  );
}

/** Several fingers under way at once are a slap; else it is the one. */
function nameAsked(fingers: readonly TargetView[], current: CaptureTarget | null): CaptureTarget | SlapName | null {
  const underWay = fingers.filter(({ state }) => state === "capturing").map(({ target }) => target);
  if (underWay.length < 2) return current;
  const slap = (Object.keys(slaps) as SlapName[]).find((name) =>
    underWay.every((target) => slaps[name].includes(target)),
  );
  return slap ?? current;
}
