export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The one spelling of a value: keys sorted by UTF-16 code unit, no white space (RFC 8785, sections 3.2.2 and 3.2.3).
 * Numbers must be finite; a lone surrogate is our own fault and must not get here.
 */
export function encodeCanonicalJson(value: JsonValue): Buffer {
  return Buffer.from(spell(value), "utf8");
}

function spell(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(spell).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${spell(member)}`).join(",")}}`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
