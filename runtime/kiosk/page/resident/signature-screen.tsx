import { useRef } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import type { Ink } from "../parts/ink.ts";
import { InkPad } from "../parts/ink-pad.tsx";
import { OfferButton } from "../parts/offer-button.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { Preview } from "../parts/preview.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { TargetNote } from "../parts/target-note.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** One signs here on the screen, or on a pad or paper and sees it here. */
export function SignatureScreen({ screen }: ScreenOf<"signature">) {
  const { screens, targets, chrome, surfaces } = words.value;
  const { signature, surface, isOnScreen, isLineEnough } = screen;
  const ink = useRef<Ink | null>(null);
  return (
    <ScreenFrame
      title={screens.signature.title}
      guide={isLineEnough ? chrome.lineEnough : screens.signature.guide}
      class="signature"
      controls={
        <>
          <TargetNote target={signature} />
          {isOnScreen && (
            <div class="row">
              <Button icon="clear" label={chrome.clear} onPress={() => ink.current?.clear()} />
              <Button tone="primary" icon="agree" label={chrome.done} onPress={() => ink.current?.finish()} />
            </div>
          )}
          <OfferButton deed="retry-requested" target="signature" tone="primary" icon="again" label={chrome.again} />
          <OtherOffers except={["retry-requested"]} />
        </>
      }
    >
      <p class="surface">
        <Icon name="pen" size={48} />
        {surfaces[surface]}
      </p>
      {isOnScreen ? (
        // Another attempt begins on an empty sheet.
        <InkPad
          key={signature.attempts}
          label={targets.signature}
          onReady={(ready) => {
            ink.current = ready;
          }}
        />
      ) : (
        <Preview target="signature" label={targets.signature}>
          <Icon name="pen" size={120} />
        </Preview>
      )}
    </ScreenFrame>
  );
}
