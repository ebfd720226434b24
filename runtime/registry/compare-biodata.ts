import type { Biodata, RegisterResult } from "./registry.ts";

/** One resident in a register, and whether their biometrics have been recorded before. */
export type RegisterRow = { readonly biodata: Biodata; readonly isRecorded: boolean };

/** Names the fields of the register's row that the resident's data differ in; letter case and spacing do not count. */
export function compareBiodata(row: RegisterRow, biodata: Biodata): RegisterResult {
  const differences = Object.keys(row.biodata).filter(
    (field) => normalise(row.biodata[field]) !== normalise(biodata[field]),
  );
  return { outcome: row.isRecorded ? "already-recorded" : "found", differences };
}

function normalise(value: string | undefined): string {
  return (value ?? "").trim().replace(/\s+/g, " ").toUpperCase();
}
