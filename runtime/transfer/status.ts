import { z } from "zod";
import { encodeCanonicalJson } from "../kernel/canonical-json.ts";
import { sha256Schema } from "./identifiers.ts";
import {
  chunkCountMax,
  chunkLengthMaxBytes,
  chunkLengthMinBytes,
  packageLengthMaxBytes,
  statusLengthMaxBytes,
} from "./limits.ts";
import { readDocument } from "./read-document.ts";

const abortCodes = ["booth-unknown", "signature-invalid", "package-foreign", "hash-mismatch"] as const;

const statusSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("progress"),
    version: z.literal(1),
    packageId: sha256Schema,
    /** Of the manifest this speaks of: a booth that has cut the package anew drops older answers. */
    chunkLengthBytes: z.int().min(chunkLengthMinBytes).max(chunkLengthMaxBytes),
    /**
     * `chunks`: some have come. `manifest`: in answer to one, so that whatever was sent before it and is not held is
     * lost. `resumed`: the office was away, and nothing sent before is still on its way.
     */
    cause: z.enum(["chunks", "manifest", "resumed"]),
    /** Bitmap of the chunks that are checked and on the medium. */
    held: z.string().max(Math.ceil((chunkCountMax / 8) * 2)),
    /** Chunks that came damaged and must be sent again. */
    refused: z
      .array(
        z
          .int()
          .nonnegative()
          .max(chunkCountMax - 1),
      )
      .max(chunkCountMax),
    /** Bytes the booth may have under way beyond what is held; 0 pauses it. */
    creditBytes: z.int().nonnegative().max(packageLengthMaxBytes),
  }),
  z.strictObject({
    kind: z.literal("abort"),
    version: z.literal(1),
    packageId: sha256Schema,
    code: z.enum(abortCodes),
  }),
]);

/** What the office tells a booth about one package under way. It releases nothing: that takes a receipt. */
export type Status = Readonly<z.output<typeof statusSchema>>;
export type ProgressStatus = Extract<Status, { kind: "progress" }>;
export type AbortCode = (typeof abortCodes)[number];

const rules = { message: "status", schema: statusSchema, lengthMaxBytes: statusLengthMaxBytes };

export function encodeStatus(status: Status): Buffer {
  return encodeCanonicalJson(status);
}

/** @throws BoothError `message.invalid` */
export function parseStatus(bytes: Uint8Array): Status {
  return readDocument(bytes, rules);
}
