import type { KioskParts } from "../kiosk-parts.ts";
import type { HelpCall, KioskMemory } from "./kiosk-memory.ts";

type Facts = Pick<KioskParts, "clock" | "logger" | "outOfService">;

/** Somebody wants an officer. A second call changes nothing: nobody takes back by a tap what another asked for. */
export function callHelp(by: HelpCall["by"], memory: KioskMemory, { clock, logger }: Facts): boolean {
  if (memory.help !== null) return false;
  memory.help = { by, calledAt: clock.nowAt(), sinceMs: clock.monotonicMs() };
  logger.info("help.called", { by });
  return true;
}

/** An officer says that they have come. False where nobody calls, or no officer says so. */
export function answerHelp(memory: KioskMemory, facts: Facts): boolean {
  const { help, officer } = memory;
  if (help === null || !canAnswerHelp(memory, facts)) return false;
  memory.help = null;
  const waitedMs = Math.round(facts.clock.monotonicMs() - help.sinceMs);
  facts.logger.info("help.answered", { by: officer?.id ?? "nobody-logged-in", waitedMs });
  return true;
}

/** Where no officer can log in, in safe mode, whoever has come to the desk may say so. */
export function canAnswerHelp({ officer }: KioskMemory, { outOfService }: Pick<KioskParts, "outOfService">): boolean {
  return officer !== null || outOfService !== null;
}
