import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../pictures/icon.tsx";

export type ButtonProps = {
  readonly label: string;
  readonly onPress: () => void;
  readonly icon?: IconName;
  /** One primary button a screen at most. */
  readonly tone?: "primary" | "plain" | "quiet";
  /** Waits for the answer to its last press and takes no other. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** For a button that stays down: whether it is down. */
  readonly isPressed?: boolean;
  /** For a button that opens something: whether it is open. */
  readonly isExpanded?: boolean;
  readonly class?: string;
  /** What stands under the label. */
  readonly children?: ComponentChildren;
};

/** A button that a thumb cannot miss. Disabled ones stay reachable, so that a reader can say why nothing happens. */
export function Button({ label, onPress, icon, tone = "plain", children, ...state }: ButtonProps) {
  const { isBusy = false, isDisabled = false, isPressed, isExpanded } = state;
  const isOff = isBusy || isDisabled;
  return (
    <button
      type="button"
      class={`button ${tone} ${state.class ?? ""}`}
      aria-disabled={isOff}
      aria-busy={isBusy}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      onClick={() => {
        if (!isOff) onPress();
      }}
    >
      {icon !== undefined && <Icon name={icon} size={40} />}
      <span class="button-words">
        <span class="button-label">{label}</span>
        {children}
      </span>
    </button>
  );
}
