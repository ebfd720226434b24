import { useState } from "preact/hooks";
import { words } from "../state.ts";
import { useKeyRepeat } from "./use-key-repeat.ts";

export type KeyboardProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly lengthMax: number;
  /** Names are written in capitals in the register. */
  readonly isUpperCase?: boolean;
};

const rows = ["1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm,.-"] as const;

/** Indonesian QWERTY with keys of 20 mm, as people standing at a screen hit best; wraps where that is too wide. */
export function Keyboard({ value, onChange, lengthMax, isUpperCase = false }: KeyboardProps) {
  const { chrome } = words.value;
  const [isShifted, setShifted] = useState(false);
  const isCapital = isUpperCase || isShifted;
  const add = (text: string) => {
    if (value.length + text.length > lengthMax) return;
    onChange(value + text);
    setShifted(false);
  };
  const repeatBackspace = useKeyRepeat(() => onChange(value.slice(0, -1)));
  return (
    <fieldset class="keyboard" aria-label={chrome.keyboard}>
      {rows.map((row) => (
        <div key={row} class="keyboard-row">
          {[...row].map((key) => (
            <CharacterKey key={key} character={isCapital ? key.toUpperCase() : key} onAdd={add} />
          ))}
        </div>
      ))}
      <div class="keyboard-row">
        {!isUpperCase && (
          <button type="button" class="key wide edit" aria-pressed={isShifted} onClick={() => setShifted(!isShifted)}>
            {chrome.shift}
          </button>
        )}
        <CharacterKey character="/" onAdd={add} />
        <button type="button" class="key space" onClick={() => add(" ")}>
          {chrome.space}
        </button>
        <button type="button" class="key wide edit" {...repeatBackspace}>
          {chrome.backspace}
        </button>
      </div>
    </fieldset>
  );
}

function CharacterKey({ character, onAdd }: { readonly character: string; readonly onAdd: (text: string) => void }) {
  const repeat = useKeyRepeat(() => onAdd(character));
  return (
    <button type="button" class="key" {...repeat}>
      {character}
    </button>
  );
}
