import type { Condition } from "../../wire/view/condition.ts";
import { useSpeech } from "../parts/use-speech.ts";
import { Icon } from "../pictures/icon.tsx";
import { view, words } from "../state.ts";

type DeviceAway = Extract<Condition, { readonly kind: "device-away" }>;

export type ConditionsProps = {
  readonly conditions: readonly Condition[];
  /** That somebody is there to hear it. */
  readonly isHeard: boolean;
};

/** What is not as it should be, in the resident's terms: what it means for them, never a reason to stop. */
export function Conditions({ conditions, isHeard }: ConditionsProps) {
  useSpeech("booth", isHeard ? conditions.map(nameClip) : []);
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

/** What the driver itself says is not spoken: its words are none of the page's. */
function nameClip(condition: Condition): string {
  return condition.kind === "device-away"
    ? `devicesAway.${condition.role}.resident`
    : `conditions.${condition.kind}.resident`;
}

function tellResident(condition: Condition): string {
  const { conditions, devicesAway, deviceRoles } = words.value;
  if (condition.kind !== "device-away") return conditions[condition.kind].resident;
  const said = sayAsDriver(condition.advice);
  return said === null ? devicesAway[condition.role].resident : `${deviceRoles[condition.role]}: ${said}`;
}

/** What the driver has to say to the resident, where it speaks their language. */
function sayAsDriver(advice: DeviceAway["advice"]): string | null {
  const language = view.value?.language;
  return advice === null || (language !== "id" && language !== "en") ? null : advice[language];
}
