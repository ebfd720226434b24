import type { z } from "zod";
import { encodeCanonicalJson, type JsonValue } from "../kernel/canonical-json.ts";
import { BoothError } from "../kernel/errors.ts";

export type DocumentRules<T> = {
  /** Name of the message, for the error. */
  readonly message: string;
  readonly schema: z.ZodType<T>;
  readonly lengthMaxBytes: number;
};

/**
 * Reads a canonical JSON document. Exactly one byte string stands for a value, so what was signed, hashed or compared
 * cannot be respelled.
 * @throws BoothError `message.invalid` on a wrong size, encoding, spelling or shape
 */
export function readDocument<T extends JsonValue>(bytes: Uint8Array, rules: DocumentRules<T>): T {
  const { message, schema, lengthMaxBytes } = rules;
  if (bytes.length > lengthMaxBytes) {
    throw new BoothError("message.invalid", { message, problem: `${bytes.length} bytes, limit ${lengthMaxBytes}` });
  }
  const parsed = schema.safeParse(parseJson(bytes, message));
  if (!parsed.success) throw new BoothError("message.invalid", { message, problem: describeIssues(parsed.error) });
  if (!encodeCanonicalJson(parsed.data).equals(bytes)) {
    throw new BoothError("message.invalid", { message, problem: "not in canonical form" });
  }
  return parsed.data;
}

function parseJson(bytes: Uint8Array, message: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BoothError("message.invalid", { message, problem: "not JSON in UTF-8" }, { cause });
  }
}

const issuesMax = 3;

/** Paths and rules, never the refused values: those may be anything. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, issuesMax)
    .map((issue) => `${issue.path.join(".") || "document"}: ${issue.code}`)
    .join("; ");
}
