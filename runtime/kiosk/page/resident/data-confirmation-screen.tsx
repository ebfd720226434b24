import { DataLines } from "../parts/data-lines.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** The resident says whether the register has them right; the officer is beside them. */
export function DataConfirmationScreen({ screen }: ScreenOf<"data-confirmation">) {
  const { title, guide } = words.value.screens["data-confirmation"];
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="data"
      controls={
        <>
          <OtherOffers except={["data-confirmed"]} />
          <OfferButton deed="data-confirmed" tone="primary" icon="agree" />
        </>
      }
    >
      <DataLines data={screen.data} differences={screen.differences} />
    </ScreenFrame>
  );
}
