import type { HelpView } from "../../wire/kiosk-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

const minuteMs = 60_000;

/** Somebody calls: from where, for how long, and, for who may say so, that an officer has come. */
export function HelpCall({ help }: { readonly help: HelpView }) {
  const { desk } = words.value;
  return (
    <div class="desk-help">
      <p role="alert">
        <Icon name="bell" size={40} />
        <strong>{desk.helpBy[help.by]}</strong>
        <span class="figure">{desk.waited(Math.floor(help.waitedMs / minuteMs))}</span>
      </p>
      {help.canAnswer ? (
        <IntentButton icon="agree" label={desk.helpAnswer} intent={{ kind: "answer-help" }} />
      ) : (
        <p>{desk.helpLocked}</p>
      )}
    </div>
  );
}
