import { Advice } from "../parts/advice.tsx";
import { DistanceBar } from "../parts/distance-bar.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { Preview } from "../parts/preview.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNote } from "../parts/target-note.tsx";
import { TargetRow } from "../parts/target-row.tsx";
import { EyePicture } from "../pictures/eye-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Which eye, how far, and when to hold still. */
export function IrisesScreen({ screen }: ScreenOf<"irises">) {
  const { screens, targets, chrome } = words.value;
  const { eyes, current } = screen;
  const concerned = eyes.find(({ target }) => target === current) ?? null;
  return (
    <ScreenFrame
      title={current === null ? screens.irises.title : targets[current]}
      guide={current === null ? screens.irises.guide : null}
      class="irises"
      controls={
        <>
          {concerned !== null && <TargetNote target={concerned} />}
          <ul class="eyes">
            {eyes.map((eye) => (
              <TargetRow key={eye.target} target={eye} isCurrent={eye.target === current} />
            ))}
          </ul>
          {current !== null && (
            <OfferButton deed="retry-requested" target={current} tone="primary" icon="again" label={chrome.again} />
          )}
          <OtherOffers except={["retry-requested"]} />
        </>
      }
    >
      {current !== null && (
        <>
          <Advice target={current} idle={screens.irises.guide} />
          <Preview target={current} label={targets[current]}>
            <EyePicture eye={current === "iris-left" ? "left" : "right"} />
          </Preview>
          <DistanceBar target={current} />
        </>
      )}
    </ScreenFrame>
  );
}
