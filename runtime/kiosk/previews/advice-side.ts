import type { Reason } from "../../kernel/assessment.ts";
import type { Modality } from "../../kernel/biometric.ts";
import type { Advice } from "../wire/runtime-message.ts";

/**
 * Which measures of a face tell a side, and how their sign turns into the person's own. A camera sees a person's left on
 * its right; a chin that is up is up for both.
 */
const turns: Readonly<Record<string, 1 | -1>> = { "off-centre": -1, yaw: -1, roll: -1, pitch: 1, "off-height": 1 };

/** To which side of their own a person is off: left, or chin down, is negative; 0 where the measure tells none. */
export function sideOf(modality: Modality, { code, value }: Reason): Advice["side"] {
  const turn = modality === "face" ? turns[code] : undefined;
  return turn === undefined || value === 0 ? 0 : ((Math.sign(value) * turn) as Advice["side"]);
}
