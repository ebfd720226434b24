import type { ComponentChildren } from "preact";
import type { Intent } from "../../wire/page-message.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import type { IconName } from "../pictures/icon.tsx";

export type ChoiceCardProps = {
  readonly intent: Intent;
  readonly label: string;
  readonly icon?: IconName;
  readonly children?: ComponentChildren;
};

/** One of a few things to choose from; the whole card is the button. */
export function ChoiceCard({ intent, label, icon, children }: ChoiceCardProps) {
  return (
    <IntentButton class="choice" intent={intent} label={label} {...(icon !== undefined && { icon })}>
      {children}
    </IntentButton>
  );
}
