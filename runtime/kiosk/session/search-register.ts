import { randomUUID } from "node:crypto";
import type { IntentOf } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";
import type { KioskMemory } from "./kiosk-memory.ts";
import { done, type IntentContext, identify, isAtIdentify, notOffered } from "./take-session-intent.ts";

export type SearchIntent = IntentOf<"search-register" | "pick-resident">;

/**
 * An officer looks in the register's list for a resident who does not know their number. Only while that resident is at
 * the screen and asked for it: nobody looks through the list for its own sake. What is found goes to the officers' side
 * alone, and each search is logged by officer and count.
 */
export async function takeSearchIntent(intent: SearchIntent, context: IntentContext): Promise<IntentOutcome> {
  const { memory, parts } = context;
  const { officer } = memory;
  const { search } = parts.residents;
  if (officer === null || search === null || !isAtIdentify(memory)) return notOffered;
  if (intent.kind === "pick-resident") return pick(intent.entry, context);
  const result = search(intent.wanted);
  memory.listed =
    result.kind === "too-short"
      ? result
      : { ...result, found: result.found.map((biodata) => ({ entry: randomUUID(), biodata })) };
  const found = result.kind === "searched" ? result.found.length : 0;
  parts.logger.info("register.searched", { officer: officer.id, found });
  return done;
}

/** Forgets what was found once the officer, or the resident whom it was for, has gone on or away. */
export function dropListed(memory: KioskMemory): void {
  if (memory.officer === null || memory.session.stage !== "identify") memory.listed = null;
}

async function pick(entry: string, context: IntentContext): Promise<IntentOutcome> {
  const { listed } = context.memory;
  const picked = listed?.kind === "searched" ? listed.found.find((one) => one.entry === entry) : undefined;
  const nik = picked?.biodata["nik"];
  return nik === undefined ? notOffered : identify(nik, context);
}
