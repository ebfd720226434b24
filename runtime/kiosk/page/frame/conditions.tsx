import type { Condition } from "../../wire/kiosk-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

/** What is not as it should be, in the resident's terms: what it means for them, never a reason to stop. */
export function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  if (conditions.length === 0) return null;
  return (
    <div role="status">
      <ul class="conditions">
        {conditions.map((condition) => (
          <li key={nameOf(condition)} class={condition.kind}>
            <Icon name={condition.kind} size={32} />
            <span>{tellResident(condition)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function nameOf(condition: Condition): string {
  return condition.kind === "device-away" ? `${condition.kind}:${condition.role}` : condition.kind;
}

function tellResident(condition: Condition): string {
  const { conditions, deviceRoles } = words.value;
  const sentence = conditions[condition.kind].resident;
  return condition.kind === "device-away" ? `${deviceRoles[condition.role]}: ${sentence}` : sentence;
}
