import type { Intent } from "../../wire/page-message.ts";
import { intentKey, post } from "../intents.ts";
import { pending } from "../state.ts";
import { Button, type ButtonProps } from "./button.tsx";

export type IntentButtonProps = Omit<ButtonProps, "onPress" | "isBusy"> & { readonly intent: Intent };

/** A button that posts one intent, and is busy until the answer. */
export function IntentButton({ intent, ...button }: IntentButtonProps) {
  return <Button {...button} isBusy={pending.value.has(intentKey(intent))} onPress={() => post(intent)} />;
}
