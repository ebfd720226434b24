import type { Condition } from "../../wire/view/condition.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

/** What is the matter with the booth, in an officer's terms. */
export function BoothConditions({ conditions: shown }: { readonly conditions: readonly Condition[] }) {
  const { conditions, devicesAway, deviceRoles, chrome } = words.value;
  if (shown.length === 0) return null;
  return (
    <ul class="desk-conditions">
      {shown.map((condition) => (
        <li key={condition.kind === "device-away" ? condition.role : condition.kind}>
          <Icon name={condition.kind} size={32} />
          <span>
            {condition.kind === "device-away" && <strong>{deviceRoles[condition.role]}: </strong>}
            {condition.kind === "device-away"
              ? devicesAway[condition.role].operator
              : conditions[condition.kind].operator}
            {condition.kind === "office-offline" && condition.pending > 0 && ` ${chrome.pending(condition.pending)}.`}
            {condition.kind === "device-away" && ` ${tellFailure(condition)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What to do about a device that is away, else what is known of why; and the code that a technician asks for. */
function tellFailure({ failure, remedy, reported }: Extract<Condition, { readonly kind: "device-away" }>): string {
  const { failures, deviceRemedies } = words.value;
  const known = failure === null ? null : (lookUp(failures, failure) ?? failures.other).operator;
  const told = remedy === null ? known : deviceRemedies[remedy];
  return [told ?? "", reported === null ? "" : `(${reported})`].filter((part) => part !== "").join(" ");
}
