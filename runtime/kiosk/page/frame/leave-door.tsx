import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

/** The way out for who must go now; asks once, since a visit is put aside by it. */
export function LeaveDoor() {
  const [isAsking, setAsking] = useState(false);
  const { chrome } = words.value;
  return (
    <>
      <button type="button" class="door leave" aria-label={chrome.leave} onClick={() => setAsking(true)}>
        <Icon name="leave" size={36} />
      </button>
      {isAsking && (
        <Dialog title={chrome.leaveQuestion}>
          <p class="dialog-words">{chrome.leaveExplained}</p>
          <div class="row">
            <Button label={chrome.stay} onPress={() => setAsking(false)} />
            <IntentButton tone="primary" icon="leave" label={chrome.leave} intent={{ kind: "leave" }} />
          </div>
        </Dialog>
      )}
    </>
  );
}
