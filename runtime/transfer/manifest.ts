import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { instantSchema, sha256Schema, stationIdSchema } from "./identifiers.ts";
import {
  chunkCountMax,
  chunkLengthMaxBytes,
  chunkLengthMinBytes,
  manifestLengthMaxBytes,
  packageLengthMaxBytes,
} from "./limits.ts";
import { readDocument } from "./read-document.ts";
import { checkSignature, type Signed, signDocument, signedSchema } from "./signed-document.ts";

const manifestSchema = z
  .strictObject({
    kind: z.literal("manifest"),
    version: z.literal(1),
    siteId: stationIdSchema,
    boothId: stationIdSchema,
    /** SHA-256 of the whole sealed package: its name, its identity and its checksum at once. */
    packageId: sha256Schema,
    lengthBytes: z.int().min(1).max(packageLengthMaxBytes),
    /** Of every chunk but the last, which holds the rest. */
    chunkLengthBytes: z.int().min(chunkLengthMinBytes).max(chunkLengthMaxBytes),
    /** SHA-256 of every chunk, in order. */
    chunks: z.array(sha256Schema).min(1).max(chunkCountMax),
    /** Position among all the booth has sealed; 0 when a booth in safe mode can no longer tell. */
    sequence: z.int().nonnegative(),
    previousPackageId: sha256Schema.nullable(),
    createdAt: instantSchema,
    /** Cryptographic Message Syntax (RFC 7193). */
    contentType: z.literal("application/cms"),
  })
  .refine(({ chunks, lengthBytes, chunkLengthBytes }) => chunks.length === Math.ceil(lengthBytes / chunkLengthBytes), {
    path: ["chunks"],
    message: "as many as the length needs",
  });

/** What the booth announces before it sends a byte: a package's parts, each by its hash. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;

const rules = { message: "manifest", schema: signedSchema(manifestSchema), lengthMaxBytes: manifestLengthMaxBytes };

export function encodeManifest(manifest: Manifest, boothKey: KeyObject): Buffer {
  return signDocument(manifest, boothKey);
}

/** Shape only: who signed it is for `checkManifest`, which needs the booth's key, which needs the booth's id. */
export function parseManifest(bytes: Uint8Array): Signed<Manifest> {
  return readDocument(bytes, rules);
}

/** @throws BoothError `message.invalid` when the booth did not sign this */
export function checkManifest(signed: Signed<Manifest>, boothKey: KeyObject): Manifest {
  checkSignature("manifest", signed, boothKey);
  return signed.body;
}

/** Where chunk `index` lies in the package. */
export function chunkExtent(
  { lengthBytes, chunkLengthBytes }: Pick<Manifest, "lengthBytes" | "chunkLengthBytes">,
  index: number,
): { readonly offsetBytes: number; readonly lengthBytes: number } {
  const offsetBytes = index * chunkLengthBytes;
  return { offsetBytes, lengthBytes: Math.min(chunkLengthBytes, lengthBytes - offsetBytes) };
}
