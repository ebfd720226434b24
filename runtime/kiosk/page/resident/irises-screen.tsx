import type { TargetView } from "../../wire/kiosk-view.ts";
import { Advice } from "../parts/advice.tsx";
import { DistanceBar } from "../parts/distance-bar.tsx";
import { Meter } from "../parts/meter.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { Preview } from "../parts/preview.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNote } from "../parts/target-note.tsx";
import { EyePicture } from "../pictures/eye-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Which eye, how far, and when to hold still. */
export function IrisesScreen({ screen }: ScreenOf<"irises">) {
  const { screens, targets } = words.value;
  const { eyes, current } = screen;
  const concerned = eyes.find(({ target }) => target === current) ?? null;
  return (
    <ScreenFrame
      title={current === null ? screens.irises.title : targets[current]}
      guide={screens.irises.guide}
      class="irises"
      controls={
        <>
          {concerned !== null && <TargetNote target={concerned} />}
          <div class="eyes">
            {eyes.map((eye) => (
              <Eye key={eye.target} eye={eye} isCurrent={eye.target === current} />
            ))}
          </div>
          {current !== null && <OfferButton deed="retry-requested" target={current} tone="primary" icon="again" />}
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

function Eye({ eye, isCurrent }: { readonly eye: TargetView; readonly isCurrent: boolean }) {
  const { targets, chrome } = words.value;
  return (
    <div class={`finger ${eye.state} ${isCurrent ? "current" : ""}`}>
      <p class="finger-name">{targets[eye.target]}</p>
      <Meter label={targets[eye.target]} score={eye.score} limit={eye.limit} />
      <p class="finger-state">{chrome[eye.state]}</p>
    </div>
  );
}
