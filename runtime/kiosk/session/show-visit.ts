import type { KioskParts } from "../kiosk-parts.ts";
import { changeSession, forgetResident, type KioskMemory } from "./kiosk-memory.ts";

/** A visit comes to the screen; whatever was begun there before it is forgotten. Does nothing when there is none. */
export async function showVisit(
  visitId: string,
  memory: KioskMemory,
  { desk, residents }: Pick<KioskParts, "desk" | "residents">,
): Promise<void> {
  const state = desk.find(visitId);
  if (state === undefined || state.phase === "idle") return;
  const { language, comfort } = memory.session;
  forgetResident(memory);
  const { service } = state.visit;
  changeSession(memory, { language, comfort, stage: "visit", visitId, service, hasReadNotice: true });
  memory.biodata = await residents.read(visitId);
}
