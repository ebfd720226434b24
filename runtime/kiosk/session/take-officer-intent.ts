import type { AccessResult } from "../../access/open-access.ts";
import { isDriverFailure } from "../../kernel/errors.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import type { IntentOf } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import type { KioskMemory } from "./kiosk-memory.ts";
import { showVisit } from "./show-visit.ts";
import { done, type IntentContext, notOffered } from "./take-session-intent.ts";

export type OfficerIntent = IntentOf<"log-in" | "log-in-by-finger" | "log-out" | "resume-visit" | "print-letter">;

/** Officers come and go, and call visits to the screen. */
export async function takeOfficerIntent(
  intent: OfficerIntent,
  { memory, parts, meanwhile }: IntentContext,
): Promise<IntentOutcome> {
  switch (intent.kind) {
    case "log-in":
      return logIn(memory, parts, () => parts.people.verifyPin(intent.id, intent.pin));
    case "log-in-by-finger":
      return logIn(memory, parts, () => meanwhile(() => parts.people.verifyFinger()));
    case "log-out":
      memory.officer = null;
      memory.logInFailure = null;
      return done;
    case "resume-visit":
      return resume(intent.visitId, memory, parts);
    case "print-letter":
      return printLetter(memory, parts);
    default:
      return intent satisfies never;
  }
}

function printLetter({ officer, session: { visitId } }: KioskMemory, { letters }: KioskParts): IntentOutcome {
  return officer !== null && visitId !== null && letters.print(visitId) ? done : notOffered;
}

async function logIn(
  memory: KioskMemory,
  { clock }: KioskParts,
  prove: () => Promise<AccessResult>,
): Promise<IntentOutcome> {
  memory.logInFailure = null;
  try {
    const result = await prove();
    if (result.kind === "granted") {
      memory.officer = { id: result.id, role: result.role };
      memory.officerTouchedMs = clock.monotonicMs();
      return done;
    }
    const waitMs = result.kind === "locked" ? result.remainingMs : 0;
    memory.logInFailure = { kind: result.kind, untilMs: clock.monotonicMs() + waitMs };
    return { kind: "refused", cause: `log-in-${result.kind}`, nextAction: "log-in", override: null };
  } catch (error) {
    if (!isDriverFailure(error)) throw error;
    return { kind: "refused", cause: error.code, nextAction: "log-in", override: null };
  }
}

async function resume(visitId: string, memory: KioskMemory, parts: KioskParts): Promise<IntentOutcome> {
  const { officer } = memory;
  const { desk } = parts;
  if (officer === null || desk.find(visitId)?.phase !== "suspended") return notOffered;
  const refusal = await desk.submit(visitId, { kind: "resumed", by: officer });
  if (refusal !== null) return { kind: "refused", ...refusal };
  await showVisit(visitId, memory, parts);
  return done;
}
