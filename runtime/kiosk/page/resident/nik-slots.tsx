import { useIdle } from "../parts/use-idle.ts";
import { words } from "../state.ts";
import type { ScreenOf } from "./screen-of.ts";

const maskAfterMs = 10_000;

export type NikSlotsProps = {
  readonly nik: string;
  readonly groups: ScreenOf<"identify">["screen"]["groups"];
  readonly isBusy: boolean;
};

/** The number as it is typed, group by group; what tells most hides when nobody has touched the page for a while. */
export function NikSlots({ nik, groups, isBusy }: NikSlotsProps) {
  const isMasked = useIdle(maskAfterMs);
  const slots = groups.flatMap(({ digits, isTelling }, group) =>
    Array.from({ length: digits }, () => ({ group, isTelling })),
  );
  return (
    <div
      class={`nik ${isBusy ? "busy" : ""}`}
      role="img"
      aria-label={words.value.chrome.digits(nik.length, slots.length)}
    >
      {groups.map((_, group) => (
        <span key={group} class="nik-group">
          {slots.map((slot, index) => {
            if (slot.group !== group) return null;
            const digit = nik[index] ?? "";
            return (
              <span key={index} class={`nik-slot ${index === nik.length ? "next" : ""}`}>
                {digit !== "" && isMasked && slot.isTelling ? "•" : digit}
              </span>
            );
          })}
        </span>
      ))}
    </div>
  );
}
