import { BoothError } from "../kernel/errors.ts";
import type { RegisterRow } from "./compare-biodata.ts";
import { locateJsonEntries } from "./locate-json-entries.ts";
import { parseCsv } from "./parse-csv.ts";
import { biodataFields, recordedField, registerRowSchema } from "./register-row-schema.ts";

export type RegisterFile = { readonly path: string; readonly text: string; readonly form: "csv" | "json" };

const problemsMax = 20;
const rowsMax = 500_000;

/**
 * A register from a file: CSV whose first line names the columns, or a JSON array of objects with the same names. Takes all
 * of it or nothing, and reports what is wrong by line and column, never by value: these are people's data.
 * @throws BoothError `registry.invalid`
 */
export function parseRegisterList(file: RegisterFile): readonly RegisterRow[] {
  const { path } = file;
  const { entries, lineOf } = file.form === "csv" ? readCsv(file) : readJson(file);
  if (entries.length > rowsMax)
    throw new BoothError("registry.invalid", { path, problems: `more than ${rowsMax} rows` });
  const rows: RegisterRow[] = [];
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const parsed = registerRowSchema.safeParse(entry);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => `line ${lineOf(at)}: ${describeIssue(issue)}`));
      continue;
    }
    const nik = parsed.data.biodata["nik"] ?? "";
    const before = seen.get(nik);
    if (before !== undefined) problems.push(`line ${lineOf(at)}: nik is that of line ${lineOf(before)}`);
    seen.set(nik, before ?? at);
    rows.push(parsed.data);
  }
  if (problems.length > 0) throw new BoothError("registry.invalid", { path, problems: summarise(problems) });
  return rows;
}

/** `lineOf` an entry is asked for only where something is wrong: it takes long for JSON. */
type Entries = { readonly entries: readonly unknown[]; readonly lineOf: (at: number) => number };

function readCsv({ path, text }: RegisterFile): Entries {
  const table = parseCsv(text);
  if (!table.isSound) {
    throw new BoothError("registry.invalid", { path, problems: `line ${table.line}: ${table.problem}` });
  }
  const [header, ...records] = table.records;
  const columns = header?.fields.map((name) => name.trim()) ?? [];
  const problems = findHeaderProblems(columns).map((problem) => `line ${header?.line ?? 1}: ${problem}`);
  for (const { line, fields } of records) {
    if (fields.length === columns.length) continue;
    problems.push(`line ${line}: ${fields.length} fields under ${columns.length} columns`);
  }
  if (problems.length > 0) throw new BoothError("registry.invalid", { path, problems: summarise(problems) });
  return {
    entries: records.map(({ fields }) => Object.fromEntries(columns.map((column, at) => [column, fields[at]]))),
    lineOf: (at) => records[at]?.line ?? 0,
  };
}

function findHeaderProblems(columns: readonly string[]): readonly string[] {
  if (columns.length === 0) return ["no columns"];
  const known = [...biodataFields, recordedField];
  return columns.flatMap((column, at) => {
    if (!known.includes(column)) return [`unknown column ${JSON.stringify(column.slice(0, 40))}`];
    return columns.indexOf(column) === at ? [] : [`column ${column} twice`];
  });
}

function readJson({ path, text }: RegisterFile): Entries {
  const entries = parseJsonArray(path, text);
  let lines: readonly number[] | null = null;
  const lineOf = (at: number) => {
    lines ??= locateJsonEntries(text);
    return lines[at] ?? 0;
  };
  return { entries, lineOf };
}

function parseJsonArray(path: string, text: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    // The message itself quotes the file, which is people's data.
    const line = place === undefined ? text.split("\n").length : text.slice(0, Number(place)).split("\n").length;
    throw new BoothError("registry.invalid", { path, problems: `line ${line}: not JSON` });
  }
  if (!Array.isArray(parsed)) throw new BoothError("registry.invalid", { path, problems: "line 1: not an array" });
  return parsed;
}

type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string };

function describeIssue({ code, path, message }: Issue): string {
  const field = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
  if (code === "unrecognized_keys") return `${field}unknown fields`;
  return `${field}${message}`;
}

function summarise(problems: readonly string[]): string {
  const more = problems.length - problemsMax;
  return [...problems.slice(0, problemsMax), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}
