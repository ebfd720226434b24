import { DataLines } from "../parts/data-lines.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { stills, words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** Everything once more, with the photo and the signature that stands for it. */
export function DataApprovalScreen({ screen }: ScreenOf<"data-approval">) {
  const { screens, targets } = words.value;
  const { title, guide } = screens["data-approval"];
  const pictures = (["face", "signature"] as const).flatMap((name) => stills.value.get(name) ?? []);
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="data"
      controls={
        <>
          {pictures.length > 0 && (
            <div class="approval-pictures">
              {pictures.map(({ header, url }) => (
                <img
                  key={header.name}
                  class={header.name}
                  src={url}
                  alt={header.name === "signature" ? targets.signature : targets.face}
                />
              ))}
            </div>
          )}
          <OtherOffers except={["data-approved"]} />
          <OfferButton deed="data-approved" tone="primary" icon="pen" />
        </>
      }
    >
      <DataLines data={screen.data} />
    </ScreenFrame>
  );
}
