import { isEntryField } from "./data-entry.ts";
import { changeSession, type KioskMemory } from "./kiosk-memory.ts";

export type TypedField = { readonly field: string; readonly value: string };

/**
 * Keeps what an officer types into one field for the resident at the screen, until it is saved or the resident has gone:
 * the desk may be locked meanwhile, and the page may be lost. False where nobody types, or into no field of the form.
 */
export function keepTyped(memory: KioskMemory, { field, value }: TypedField): boolean {
  const { stage, unknownNik, entry } = memory.session;
  if (memory.officer === null || stage !== "data-entry" || unknownNik === null || !isEntryField(field)) return false;
  const own = entry?.nik === unknownNik ? entry : null;
  const values = { ...own?.values, [field]: value };
  changeSession(memory, { entry: { nik: unknownNik, values, isTried: own?.isTried ?? false } });
  return true;
}
