import { useState } from "preact/hooks";
import type { OperatorView } from "../../wire/view/operator-view.ts";
import { post } from "../intents.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { pending, words } from "../state.ts";
import { formatTime } from "./format-time.ts";
import { OfficerProof, type Proof } from "./officer-proof.tsx";

type LockedView = Extract<OperatorView, { readonly state: "locked" }>;

/** Who is there: by PIN, or by whichever finger is laid on the reader. */
export function LockScreen({ operator }: { readonly operator: LockedView }) {
  const [proof, setProof] = useState<Proof | null>(null);
  const { desk } = words.value;
  const { officers, canLogInByFinger, failure, waitMs } = operator;
  const logIn = () => {
    if (proof === null || !("pin" in proof)) return;
    post({ kind: "log-in", ...proof });
    // Typed once, sent once: nothing of a PIN stays.
    setProof(null);
  };
  return (
    <div class="lock-screen">
      <h2>{desk.chooseOfficer}</h2>
      <p class={`log-in-failure ${failure === null ? "none" : ""}`} role="alert">
        {failure === "refused" && desk.refused}
        {failure === "locked" && desk.waitLocked(formatTime(waitMs))}
      </p>
      <OfficerProof officers={officers} proof={proof} onProof={setProof} />
      <div class="row">
        <Button
          tone="primary"
          icon="unlock"
          label={desk.logIn}
          isDisabled={proof === null}
          isBusy={pending.value.has("log-in")}
          onPress={logIn}
        />
        {canLogInByFinger && (
          <IntentButton icon="finger" label={desk.logInByFinger} intent={{ kind: "log-in-by-finger" }}>
            <small>{desk.fingerHint}</small>
          </IntentButton>
        )}
      </div>
    </div>
  );
}
