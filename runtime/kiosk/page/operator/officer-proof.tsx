import { useState } from "preact/hooks";
import { pinLengthMax } from "../../wire/input-limits.ts";
import type { OfficerProof as OfficerProofSent } from "../../wire/page-message.ts";
import type { OfficerView } from "../../wire/view/offer.ts";
import { Button } from "../parts/button.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

export type Proof = OfficerProofSent;

export type OfficerProofProps = {
  readonly officers: readonly OfficerView[];
  readonly proof: Proof | null;
  readonly onProof: (proof: Proof | null) => void;
  /** Whether a finger of the officer who is chosen will do in place of the PIN. */
  readonly byFinger?: boolean;
};

const dotsMax = 12;

/** Who it is, from the list, and the PIN on a keypad, of which only the number of digits is shown; or a finger. */
export function OfficerProof({ officers, proof, onProof, byFinger = false }: OfficerProofProps) {
  const [chosen, setChosen] = useState<string | null>(proof?.id ?? only(officers));
  const { desk, chrome } = words.value;
  const pin = proof !== null && "pin" in proof ? proof.pin : "";
  const isFinger = proof !== null && "isFinger" in proof;
  const hasFinger = officers.some(({ id, hasFinger: has }) => has && id === chosen);
  const typePin = (next: string) => {
    if (chosen !== null && next.length <= pinLengthMax) onProof(next === "" ? null : { id: chosen, pin: next });
  };
  const choose = (id: string) => {
    setChosen(id);
    onProof(null);
  };
  return (
    <div class="officer-proof">
      <OfficerList {...{ officers, chosen, byFinger }} onChoose={choose} />
      <div class="pin">
        <p class="pin-label">{chosen === null ? desk.chooseFirst : desk.enterPin}</p>
        {byFinger && chosen !== null && hasFinger && (
          <Button
            icon="finger"
            label={desk.byFinger}
            isPressed={isFinger}
            onPress={() => onProof(isFinger ? null : { id: chosen, isFinger: true })}
          >
            <small>{desk.byFingerHint}</small>
          </Button>
        )}
        <p class="pin-dots" role="status" aria-label={desk.pinDigits(pin.length)}>
          {"●".repeat(Math.min(dotsMax, pin.length))}
        </p>
        <Keypad
          label={desk.pin}
          backspaceLabel={chrome.backspace}
          clearLabel={chrome.clear}
          onDigit={(digit) => typePin(pin + digit)}
          onBackspace={() => typePin(pin.slice(0, -1))}
          onClear={() => typePin("")}
        />
      </div>
    </div>
  );
}

function only(officers: readonly OfficerView[]): string | null {
  const withPin = officers.filter(({ hasPin }) => hasPin);
  return withPin.length === 1 ? (withPin[0]?.id ?? null) : null;
}

type OfficerListProps = {
  readonly officers: readonly OfficerView[];
  readonly chosen: string | null;
  readonly byFinger: boolean;
  readonly onChoose: (id: string) => void;
};

function OfficerList({ officers, chosen, byFinger, onChoose }: OfficerListProps) {
  const { desk, roles } = words.value;
  if (officers.length === 0) return <p class="officer-list-empty">{desk.noOfficers}</p>;
  return (
    <fieldset class="officer-list" aria-label={desk.chooseOfficer}>
      {officers.map((officer) => {
        const { id, role } = officer;
        const canProve = officer.hasPin || (byFinger && officer.hasFinger);
        return (
          <button
            key={id}
            type="button"
            class="officer"
            aria-pressed={id === chosen}
            aria-disabled={!canProve}
            onClick={() => canProve && onChoose(id)}
          >
            <Icon name="officer" size={36} />
            <span>
              <strong>{id}</strong>
              <span class="officer-role">{canProve ? roles[role] : desk.noPin}</span>
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
