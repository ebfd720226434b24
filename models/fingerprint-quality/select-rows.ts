import type { Prints } from "./read-prints.ts";

/** The vectors whose row passes, in their order. */
export function selectRows({ kinds, sensors, columns, scores }: Prints, passes: (row: number) => boolean): Prints {
  const rows = [...scores.keys()].filter(passes);
  return {
    kinds: rows.map((row) => kinds[row] ?? ""),
    sensors: rows.map((row) => sensors[row] ?? ""),
    columns: columns.map((column) => Float32Array.from(rows, (row) => column[row] ?? 0)),
    scores: Float64Array.from(rows, (row) => scores[row] ?? 0),
  };
}
