import { compareBiodata, type RegisterRow } from "./compare-biodata.ts";
import type { Registry } from "./registry.ts";
import { createRegisterSearch } from "./search-register.ts";

/** A register held as a list: for offices that get one as a file, and for simulated residents. The first of a NIK counts. */
export function createListRegistry(rows: readonly RegisterRow[]): Registry {
  const byNik = new Map<string, RegisterRow>();
  for (const row of rows) {
    const nik = row.biodata["nik"];
    if (nik !== undefined && !byNik.has(nik)) byNik.set(nik, row);
  }
  return {
    search: createRegisterSearch(byNik.values()),
    lookUp: async (biodata) => {
      const row = byNik.get(biodata["nik"] ?? "");
      return row === undefined ? { outcome: "not-found", differences: [] } : compareBiodata(row, biodata);
    },
    find: async (nik) => {
      const row = byNik.get(nik);
      return row === undefined ? { kind: "unknown" } : { kind: "found", biodata: row.biodata };
    },
  };
}
