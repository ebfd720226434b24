import { type ResidentId, residentIds } from "../../../runtime/demo/scripted-resident.ts";
import { writeScripts } from "../../../runtime/demo/scripted-residents.ts";
import { officeDay } from "../../../runtime/kernel/office-day.ts";
import type { Visitor } from "./residents-touch.ts";

/** A scripted resident with an errand. */
export function findVisitor(id: ResidentId, errand: Partial<Visitor> = {}): Visitor {
  const today = officeDay(new Date().toISOString(), "Asia/Jakarta");
  const script = writeScripts(today).find((one) => one.id === id);
  if (script === undefined) throw new RangeError(`no such resident: ${id} of ${residentIds.join(", ")}`);
  return { service: "ktp-el", ...script, ...errand };
}
