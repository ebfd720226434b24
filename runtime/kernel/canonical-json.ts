import { Buffer } from "node:buffer";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * One value, one text: members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes
 * them (RFC 8785). The same content therefore gives the same bytes and the same hash.
 * @param value plain data of finite numbers, strings, booleans, null, arrays and objects
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The same as UTF-8 bytes, to be signed or hashed. Numbers must be finite, strings without lone surrogates. */
export function encodeCanonicalJson(value: JsonValue): Buffer {
  return Buffer.from(canonicalJson(value), "utf8");
}
