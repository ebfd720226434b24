import type { ComponentChildren } from "preact";
import { Lozenge } from "../frame/lozenge.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";

export type ClosingScreenProps = {
  readonly title: string;
  readonly guide: string;
  readonly icon: IconName;
  /** Whether there is anything to put away. */
  readonly canClose: boolean;
  readonly children?: ComponentChildren;
};

/** A screen that ends a way: what has become of it, and what to do next. */
export function ClosingScreen({ title, guide, icon, canClose, children }: ClosingScreenProps) {
  return (
    <ScreenFrame
      title={title}
      guide={guide}
      class="closing"
      controls={
        canClose && (
          <IntentButton tone="primary" icon="agree" label={words.value.chrome.done} intent={{ kind: "leave" }} />
        )
      }
    >
      <div class="closing-sign">
        <Lozenge />
        <Icon name={icon} size={150} />
      </div>
      {children}
    </ScreenFrame>
  );
}
