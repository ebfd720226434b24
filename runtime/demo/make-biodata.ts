import { simulateNik, simulateResident } from "../attendant/simulate-resident.ts";
import type { Biodata } from "../registry/registry.ts";

export type Person = {
  readonly number: number;
  readonly namaLengkap: string;
  readonly jenisKelamin: "L" | "P";
  /** ISO date. */
  readonly tanggalLahir: string;
  readonly statusPerkawinan?: string;
  readonly pekerjaan: string;
};

/** The data of somebody who does not exist, in a region that no office has; marked as simulated. */
export function makeBiodata({ number, ...person }: Person): Biodata {
  const { jenisKelamin, tanggalLahir } = person;
  const nik = simulateNik({ jenisKelamin, tanggalLahir, serial: number });
  return { ...simulateResident("demo", number), ...person, nik };
}
