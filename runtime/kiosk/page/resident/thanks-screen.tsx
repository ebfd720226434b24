import { IntentButton } from "../parts/intent-button.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

/** What the resident takes home: a number, on paper or on their own telephone. */
export function ThanksScreen({ screen }: ScreenOf<"thanks">) {
  const { screens, chrome } = words.value;
  return (
    <ScreenFrame
      title={screens.thanks.title}
      guide={screens.thanks.guide}
      class="thanks"
      controls={<IntentButton tone="primary" icon="agree" label={chrome.done} intent={{ kind: "leave" }} />}
    >
      <div class="receipt">
        <QrCode label={chrome.receiptNumber} {...screen.code} />
        <div class="receipt-words">
          <p>{chrome.receiptNumber}</p>
          <p class="receipt-number figure">{screen.receiptNumber}</p>
          {screen.isPrinted && (
            <p class="receipt-way">
              <Icon name="print" size={44} />
              {chrome.receiptPrinted}
            </p>
          )}
          <p class="receipt-way">
            <Icon name="qr" size={44} />
            {chrome.receiptScan}
          </p>
        </div>
      </div>
    </ScreenFrame>
  );
}
