import type { TargetView } from "../../wire/view/target-view.ts";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { Meter } from "./meter.tsx";

/** States that a sign tells as well as the bar; the others are under way or ahead. */
const signs: Partial<Record<TargetView["state"], IconName>> = {
  accepted: "agree",
  excepted: "disagree",
  undecided: "officer",
  blocked: "device-away",
};

/** One finger or eye: its name, how good it is against what is needed, and what has become of it. */
export function TargetRow({ target, isCurrent }: { readonly target: TargetView; readonly isCurrent: boolean }) {
  const { targets, chrome } = words.value;
  const sign = signs[target.state];
  const name = targets[target.target];
  return (
    <li class={`finger ${target.state} ${isCurrent ? "current" : ""}`} aria-current={isCurrent ? "true" : undefined}>
      <p class="finger-name">{name}</p>
      <Meter label={name} score={target.score} limit={target.limit} isEnough={target.isEnough} />
      <p>
        {sign !== undefined && <Icon name={sign} size={36} />}
        <span class="unseen">{chrome[target.state]}</span>
      </p>
    </li>
  );
}
