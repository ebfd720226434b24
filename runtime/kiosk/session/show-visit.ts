import type { FinishedVisit } from "../../visit/visit-state.ts";
import type { KioskParts } from "../kiosk-parts.ts";
import { type Language, languages } from "../wire/languages.ts";
import { changeSession, forgetResident, type KioskMemory } from "./kiosk-memory.ts";

/** A visit comes to the screen; whatever was begun there before it is forgotten. Does nothing when there is none. */
export async function showVisit(
  visitId: string,
  memory: KioskMemory,
  { desk, residents }: Pick<KioskParts, "desk" | "residents">,
): Promise<void> {
  const state = desk.find(visitId);
  if (state === undefined || state.phase === "idle") return;
  const { comfort } = memory.session;
  const language = findLanguage(state.visit) ?? memory.session.language;
  forgetResident(memory);
  const { service } = state.visit;
  changeSession(memory, { language, comfort, stage: "visit", visitId, service, hasReadNotice: true });
  memory.biodata = await residents.read(visitId);
}

/** The one in which the resident has read the notice: they go on in it, also when the booth has been started again. */
function findLanguage({ confirmations }: FinishedVisit): Language | undefined {
  const read = confirmations
    .find(({ gate }) => gate.startsWith("notice:"))
    ?.gate.split(":")
    .at(-1);
  return languages.find((language) => language === read);
}
