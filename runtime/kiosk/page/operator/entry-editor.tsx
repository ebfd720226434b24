import type { EntryField } from "../../wire/view/operator-view.ts";
import { Button } from "../parts/button.tsx";
import { Keyboard } from "../parts/keyboard.tsx";
import { Keypad } from "../parts/keypad.tsx";
import { words } from "../state.ts";
import { nameValue } from "./data-panel.tsx";

export type EntryEditorProps = {
  readonly field: EntryField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** One touch has settled the field. */
  readonly onComplete: () => void;
};

const dateDigits = 8;

/** What fits the field: keys for text, digits for numbers and dates, a list where the register has one. */
export function EntryEditor({ field, value, onChange, onComplete }: EntryEditorProps) {
  switch (field.form) {
    case "text":
      return (
        <>
          <Typed text={value} />
          <Keyboard value={value} lengthMax={field.lengthMax} isUpperCase onChange={onChange} />
        </>
      );
    case "digits":
      return <DigitsEditor value={value} lengthMax={field.lengthMax} onChange={onChange} show={(digits) => digits} />;
    case "date":
      return (
        <DigitsEditor
          value={dayFirst(value)}
          lengthMax={dateDigits}
          onChange={(digits) => onChange(digits.length === dateDigits ? yearFirst(digits) : digits)}
          show={punctuateDate}
        />
      );
    case "choice":
      return (
        <div class="choices">
          {field.choices.map((choice) => (
            <Button
              key={choice}
              label={nameValue(field.field, choice)}
              isPressed={choice === value}
              onPress={() => {
                onChange(choice);
                onComplete();
              }}
            />
          ))}
        </div>
      );
    default:
      return field.form satisfies never;
  }
}

/** The value as the list shows it. */
export function showValue({ field, form }: EntryField, value: string): string {
  return form === "date" ? punctuateDate(dayFirst(value)) : nameValue(field, value);
}

function Typed({ text }: { readonly text: string }) {
  return (
    <p class="typed figure" role="status">
      {text === "" ? <span class="typed-hint">{words.value.desk.entryOpen}</span> : text}
    </p>
  );
}

type DigitsEditorProps = {
  readonly value: string;
  readonly lengthMax: number;
  readonly onChange: (digits: string) => void;
  readonly show: (digits: string) => string;
};

function DigitsEditor({ value, lengthMax, onChange, show }: DigitsEditorProps) {
  const { chrome } = words.value;
  return (
    <>
      <Typed text={show(value)} />
      <Keypad
        label={chrome.keypad}
        backspaceLabel={chrome.backspace}
        clearLabel={chrome.clear}
        onDigit={(digit) => value.length < lengthMax && onChange(value + digit)}
        onBackspace={() => onChange(value.slice(0, -1))}
        onClear={() => onChange("")}
      />
    </>
  );
}

/** Whole dates are kept as `YYYY-MM-DD`; while they are typed, and to people, the day comes first. */
function dayFirst(value: string): string {
  const [year = "", month = "", day = ""] = value.split("-");
  return day === "" ? value : `${day}${month}${year}`;
}

function yearFirst(digits: string): string {
  return `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
}

function punctuateDate(digits: string): string {
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== "").join("-");
}
