import type { Biodata, RegisterResult, Registry } from "./registry.ts";

export type RegisterRow = { readonly biodata: Biodata; readonly isRecorded: boolean };

/** A register held as a list: for offices that get one as a file, and for simulated residents. */
export function createListRegistry(rows: readonly RegisterRow[]): Registry {
  return {
    lookUp: async (biodata) => compare(rows, biodata),
  };
}

function compare(rows: readonly RegisterRow[], biodata: Biodata): RegisterResult {
  const row = rows.find((candidate) => candidate.biodata["nik"] === biodata["nik"]);
  if (row === undefined) return { outcome: "not-found", differences: [] };
  const differences = Object.keys(row.biodata).filter(
    (field) => normalise(row.biodata[field]) !== normalise(biodata[field]),
  );
  return { outcome: row.isRecorded ? "already-recorded" : "found", differences };
}

function normalise(value: string | undefined): string {
  return (value ?? "").trim().replace(/\s+/g, " ").toUpperCase();
}
