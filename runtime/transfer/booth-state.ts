import { z } from "zod";
import { encodeCanonicalJson } from "../kernel/canonical-json.ts";
import { instantSchema, stationIdSchema } from "./identifiers.ts";
import { stateLengthMaxBytes } from "./limits.ts";
import { readDocument } from "./read-document.ts";

const boothStateSchema = z.strictObject({
  version: z.literal(1),
  siteId: stationIdSchema,
  boothId: stationIdSchema,
  isOnline: z.boolean(),
  softwareVersion: z.string().min(1).max(64),
  /** A booth in safe mode delivers what it holds and enrols nobody. */
  isSafeMode: z.boolean(),
  /** Sealed packages without a receipt. */
  pendingCount: z.int().nonnegative(),
  /** In a last will: when that connection was made. */
  at: instantSchema,
});

/** How a booth is, retained on its topic. Its last will says `isOnline: false`. */
export type BoothState = Readonly<z.output<typeof boothStateSchema>>;

const rules = { message: "booth-state", schema: boothStateSchema, lengthMaxBytes: stateLengthMaxBytes };

export function encodeBoothState(state: BoothState): Buffer {
  return encodeCanonicalJson(state);
}

/** @throws BoothError `message.invalid` */
export function parseBoothState(bytes: Uint8Array): BoothState {
  return readDocument(bytes, rules);
}
