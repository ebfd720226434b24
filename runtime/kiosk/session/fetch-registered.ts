import type { KioskParts } from "../kiosk-parts.ts";
import type { KioskMemory } from "./kiosk-memory.ts";

/**
 * Lays the register's data beside the resident's, for the officer who compares them. A register that does not answer, or
 * knows nobody, leaves what is known: which fields differ.
 */
export async function fetchRegistered(
  memory: KioskMemory,
  { residents }: Pick<KioskParts, "residents">,
): Promise<void> {
  const { visitId } = memory.session;
  const nik = memory.biodata?.["nik"];
  if (visitId === null || nik === undefined) return;
  const found = await residents.findRegistered(nik);
  // Whoever was at the screen may have gone meanwhile.
  if (found.kind === "found" && memory.session.visitId === visitId) memory.registered = found.biodata;
}
