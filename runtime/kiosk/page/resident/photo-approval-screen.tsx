import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { stills, words } from "../state.ts";

/**
 * The resident approves the photo or has another one taken, as often as they like (Ditjen Dukcapil letter
 * 400.8.1.2/13999/Dukcapil of 11 October 2024). Both ways are equally easy.
 */
export function PhotoApprovalScreen() {
  const { screens, targets } = words.value;
  const { title, guide } = screens["photo-approval"];
  const face = stills.value.get("face");
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="photo-approval"
      controls={
        <div class="row">
          <OfferButton deed="photo-refused" icon="again" />
          <OfferButton deed="photo-approved" tone="primary" icon="agree" />
          <OtherOffers except={["photo-refused", "photo-approved"]} />
        </div>
      }
    >
      {face !== undefined && <img class="photo-still" src={face.url} alt={targets.face} />}
    </ScreenFrame>
  );
}
