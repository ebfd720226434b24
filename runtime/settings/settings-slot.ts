import { z } from "zod";
import { sha256Hex } from "../kernel/digest.ts";

/**
 * A slot holds one generation of a document: a header line of JSON, then the document as JSON. The header names
 * version, generation, length of the document in bytes, and the SHA-256 over the first three, joined by colons, and
 * the document: a flipped bit in the header is found as surely as one in the body.
 */
export type SlotReading =
  | { readonly kind: "absent" }
  | { readonly kind: "sound"; readonly generation: number; readonly document: unknown }
  | { readonly kind: "bad"; readonly problem: string };

const headerSchema = z.strictObject({
  version: z.literal(1),
  generation: z.number().int().positive(),
  lengthBytes: z.number().int().nonnegative(),
  sha256: z.string(),
});

const lineFeed = 0x0a;

/** `documentText` is the document as JSON. */
export function encodeSlot(generation: number, documentText: string): Buffer {
  const body = Buffer.from(documentText, "utf8");
  return Buffer.concat([Buffer.from(composeHeader(generation, body), "utf8"), body]);
}

/** Reads a slot's bytes. Pure; never throws, whatever the bytes. */
export function readSlot(bytes: Buffer): SlotReading {
  const bodyStart = bytes.indexOf(lineFeed) + 1;
  if (bodyStart === 0) return { kind: "bad", problem: "no header line" };
  const header = headerSchema.safeParse(parseJson(bytes.toString("utf8", 0, bodyStart)));
  if (!header.success) return { kind: "bad", problem: "the header is not sound" };

  const { generation } = header.data;
  const body = bytes.subarray(bodyStart);
  // Compared as bytes: another spelling of the same header is not what was written.
  if (!bytes.subarray(0, bodyStart).equals(Buffer.from(composeHeader(generation, body), "utf8"))) {
    return { kind: "bad", problem: "the checksum does not fit" };
  }
  const document = parseJson(body.toString("utf8"));
  return document === undefined ? { kind: "bad", problem: "not JSON" } : { kind: "sound", generation, document };
}

function composeHeader(generation: number, body: Buffer): string {
  const start = Buffer.from(`1:${generation}:${body.length}:`, "utf8");
  const sha256 = sha256Hex(Buffer.concat([start, body]));
  return `${JSON.stringify({ version: 1, generation, lengthBytes: body.length, sha256 })}\n`;
}

/** Undefined, which JSON cannot say, for text that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
