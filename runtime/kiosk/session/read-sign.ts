import type { BoothSign, KioskParts } from "../kiosk-parts.ts";
import type { Condition } from "../wire/view/condition.ts";
import type { KioskMemory } from "./kiosk-memory.ts";

/** With these the next resident cannot be served here. */
const faults: readonly Condition["kind"][] = ["disk-low", "safe-mode"];

/** What the lamp says: that somebody calls before all else, then that something is broken, then whether anybody is in. */
export function readSign(
  { help, session }: KioskMemory,
  { outOfService, devices, conditions }: Pick<KioskParts, "outOfService" | "devices" | "conditions">,
): BoothSign {
  if (help !== null) return "attention";
  const isBroken =
    outOfService !== null ||
    devices.status().some(({ state }) => state === "lost") ||
    conditions().some(({ kind }) => faults.includes(kind));
  if (isBroken) return "fault";
  return session.stage === "attract" ? "free" : "in-use";
}
