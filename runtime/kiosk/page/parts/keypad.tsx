import { Icon } from "../pictures/icon.tsx";
import { useKeyRepeat } from "./use-key-repeat.ts";

export type KeypadProps = {
  readonly label: string;
  readonly backspaceLabel: string;
  readonly clearLabel: string;
  readonly onDigit: (digit: string) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
};

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** Digits as on a telephone, which more people know than a calculator's. */
export function Keypad({ label, backspaceLabel, clearLabel, onDigit, onBackspace, onClear }: KeypadProps) {
  const repeatBackspace = useKeyRepeat(onBackspace);
  const digitKey = (digit: string) => (
    <button key={digit} type="button" class="key digit" onClick={() => onDigit(digit)}>
      {digit}
    </button>
  );
  return (
    <fieldset class="keypad" aria-label={label}>
      {digits.map(digitKey)}
      <button type="button" class="key edit" aria-label={clearLabel} onClick={onClear}>
        <Icon name="clear" size={48} />
      </button>
      {digitKey("0")}
      <button type="button" class="key edit" aria-label={backspaceLabel} {...repeatBackspace}>
        <Icon name="backspace" size={48} />
      </button>
    </fieldset>
  );
}
