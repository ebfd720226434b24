import { Advice } from "../parts/advice.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { Preview } from "../parts/preview.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNote } from "../parts/target-note.tsx";
import { FacePicture } from "../pictures/face-picture.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** The live picture with the one thing to do above it, near the camera; the shutter goes by itself. */
export function PhotoScreen({ screen }: ScreenOf<"photo">) {
  const { screens, targets, chrome } = words.value;
  const { face } = screen;
  return (
    <ScreenFrame
      title={screens.photo.title}
      guide={null}
      class="photo"
      controls={
        <>
          <TargetNote target={face} />
          <OfferButton deed="retry-requested" target="face" tone="primary" icon="again" label={chrome.again} />
          <OtherOffers except={["retry-requested"]} />
        </>
      }
    >
      <Advice target="face" idle={screens.photo.guide} />
      <Preview target="face" label={targets.face} isMirrored>
        <FacePicture pose="straight" />
      </Preview>
    </ScreenFrame>
  );
}
