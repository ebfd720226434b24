import type { z } from "zod";
import { readBoundedFile } from "./read-bounded-file.ts";

export type JsonRefusal = (problem: string) => Error;

const problemsShownMax = 5;

/**
 * Reads a JSON file and holds it to a schema; what is wrong goes to `refuse` as one line, first problems first.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`; what `refuse` makes
 */
export async function readJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { limitBytes, refuse }: { readonly limitBytes: number; readonly refuse: JsonRefusal },
): Promise<z.output<Schema>> {
  const bytes = await readBoundedFile(path, limitBytes);
  if (bytes.length === 0) throw refuse("the file is empty");
  const parsed = schema.safeParse(parseJson(bytes, refuse));
  if (parsed.success) return parsed.data;
  throw refuse(describeProblems(parsed.error.issues));
}

function parseJson(bytes: Uint8Array, refuse: JsonRefusal): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    // Node's own words would quote the file, and with it a person's data.
    if (error instanceof SyntaxError) throw refuse("it is not valid JSON");
    if (error instanceof TypeError) throw refuse("it is not UTF-8 text");
    throw error;
  }
}

function describeProblems(issues: readonly z.core.$ZodIssue[]): string {
  const shown = issues.slice(0, problemsShownMax).map((issue) => {
    const place = issue.path.map(String).join(".");
    return place === "" ? issue.message : `${place}: ${issue.message}`;
  });
  const hiddenCount = issues.length - shown.length;
  return hiddenCount > 0 ? `${shown.join("; ")}; and ${hiddenCount} more` : shown.join("; ");
}
