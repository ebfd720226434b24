import { type AttendancePlan, unattendedPeople } from "../attendant/attendance-plan.ts";
import { createListRegistry } from "../registry/list-registry.ts";
import type { Biodata, Registry } from "../registry/registry.ts";
import type { Body } from "./body.ts";
import type { ResidentId, ScriptedResident } from "./scripted-resident.ts";
import { writeScripts } from "./scripted-residents.ts";

export type DemoParts = {
  /** The office day, as an ISO date. */
  readonly today: string;
  /** From now on the simulated devices see this person, at the beginning of what they do. */
  readonly admit: (body: Body) => void;
};

/** Scripted residents with whom each situation can be shown without hardware. */
export type Demo = {
  readonly residents: () => readonly ScriptedResident[];
  /** Sends somebody into the booth; choosing the same person again lets them begin anew. */
  readonly choose: (id: ResidentId) => ScriptedResident;
  readonly current: () => ScriptedResident | null;
  /** Told at each choice. Returns the way to stop listening. */
  readonly onChoose: (listener: (resident: ScriptedResident) => void) => () => void;
  /** Knows these residents as their scripts say, and nobody else. */
  readonly registry: Registry;
  /** What the resident with this NIK says of themselves, whatever the register has; null for anybody else. */
  readonly findByNik: (nik: string) => Biodata | null;
  readonly findResident: (nik: string) => ScriptedResident | null;
  /** For whoever plays the visit to its end: everybody keeps to the procedure. */
  readonly planFor: (id: ResidentId) => AttendancePlan;
};

const deviceRetriesMax = 2;

export function createDemo({ today, admit }: DemoParts): Demo {
  const residents = new Map(writeScripts(today).map((resident) => [resident.id, resident]));
  const listeners = new Set<(resident: ScriptedResident) => void>();
  let current: ScriptedResident | null = null;
  const require = (id: ResidentId): ScriptedResident => {
    const resident = residents.get(id);
    if (resident === undefined) throw new RangeError(`no such resident: ${id}`);
    return resident;
  };
  const findResident = (nik: string) => [...residents.values()].find(({ biodata }) => biodata["nik"] === nik) ?? null;
  return {
    residents: () => [...residents.values()],
    choose: (id) => {
      const resident = require(id);
      current = resident;
      admit(resident.body);
      for (const listener of [...listeners]) listener(resident);
      return resident;
    },
    current: () => current,
    onChoose: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    registry: createListRegistry([...residents.values()].flatMap(({ register }) => register ?? [])),
    findByNik: (nik) => findResident(nik)?.biodata ?? null,
    findResident,
    planFor: (id) => {
      const { papers, exceptions, breaks } = require(id);
      return { people: unattendedPeople, papers, exceptions, breaks, deviceRetriesMax, areDuplicatesRefused: true };
    },
  };
}
