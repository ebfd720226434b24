import { useState } from "preact/hooks";
import type { OfficerView } from "../../wire/kiosk-view.ts";
import { Keypad } from "../parts/keypad.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

export type Proof = { readonly id: string; readonly pin: string };

export type OfficerProofProps = {
  readonly officers: readonly OfficerView[];
  readonly proof: Proof | null;
  readonly onProof: (proof: Proof | null) => void;
};

/** Longest PIN that a message may carry. */
const pinLengthMax = 64;
const dotsMax = 12;

/** Who it is, from the list, and the PIN on a keypad; only how many digits were typed is shown. */
export function OfficerProof({ officers, proof, onProof }: OfficerProofProps) {
  const [chosen, setChosen] = useState<string | null>(proof?.id ?? only(officers));
  const { desk, chrome } = words.value;
  const pin = proof?.pin ?? "";
  const typePin = (next: string) => {
    if (chosen !== null && next.length <= pinLengthMax) onProof(next === "" ? null : { id: chosen, pin: next });
  };
  const choose = (id: string) => {
    setChosen(id);
    onProof(null);
  };
  return (
    <div class="officer-proof">
      <OfficerList officers={officers} chosen={chosen} onChoose={choose} />
      <div class="pin">
        <p class="pin-label">{chosen === null ? desk.chooseFirst : desk.enterPin}</p>
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
  readonly onChoose: (id: string) => void;
};

function OfficerList({ officers, chosen, onChoose }: OfficerListProps) {
  const { desk, roles } = words.value;
  if (officers.length === 0) return <p class="officer-list-empty">{desk.noOfficers}</p>;
  return (
    <fieldset class="officer-list" aria-label={desk.chooseOfficer}>
      {officers.map(({ id, role, hasPin }) => (
        <button
          key={id}
          type="button"
          class="officer"
          aria-pressed={id === chosen}
          aria-disabled={!hasPin}
          onClick={() => hasPin && onChoose(id)}
        >
          <Icon name="officer" size={36} />
          <span>
            <strong>{id}</strong>
            <span class="officer-role">{hasPin ? roles[role] : desk.noPin}</span>
          </span>
        </button>
      ))}
    </fieldset>
  );
}
