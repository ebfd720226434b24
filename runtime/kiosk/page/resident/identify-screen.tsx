import { useState } from "preact/hooks";
import { IntentButton } from "../parts/intent-button.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { OtherOffers } from "../parts/other-offers.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { NikSlots } from "./nik-slots.tsx";
import type { ScreenOf } from "./screen-of.ts";

/** Types a NIK in. What is right about one, and what comes next, is known elsewhere. */
export function IdentifyScreen({ screen }: ScreenOf<"identify">) {
  const [nik, setNik] = useState("");
  const { screens, chrome, identifyProblems } = words.value;
  const nikLength = screen.groups.reduce((sum, { digits }) => sum + digits, 0);
  return (
    <ScreenFrame
      title={screens.identify.title}
      guide={screens.identify.guide}
      class="identify"
      controls={
        <>
          <Keypad
            label={chrome.keypad}
            backspaceLabel={chrome.backspace}
            clearLabel={chrome.clear}
            onDigit={(digit) => setNik((typed) => (typed.length < nikLength ? typed + digit : typed))}
            onBackspace={() => setNik((typed) => typed.slice(0, -1))}
            onClear={() => setNik("")}
          />
          <div class="row">
            <IntentButton
              icon="scan"
              label={chrome.scanCode}
              isDisabled={screen.isLookingUp}
              intent={{ kind: "scan-code" }}
            />
            <IntentButton
              tone="primary"
              icon="next"
              label={chrome.next}
              isDisabled={nik === "" || screen.isLookingUp}
              intent={{ kind: "identify", nik }}
            />
          </div>
          <OtherOffers except={[]} />
        </>
      }
    >
      <NikSlots nik={nik} groups={screen.groups} isBusy={screen.isLookingUp} />
      <p class="problem" role="alert">
        {screen.problem !== null && (
          <>
            <Icon name="attention" size={44} />
            {identifyProblems[screen.problem]}
          </>
        )}
      </p>
    </ScreenFrame>
  );
}
