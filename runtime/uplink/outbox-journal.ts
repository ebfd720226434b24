import { z } from "zod";
import { instantSchema, sha256Schema } from "../transfer/identifiers.ts";
import { packageLengthMaxBytes } from "../transfer/limits.ts";

/** Journal entry `package-sealed`: the package is durable in the outbox, and owed to the office. */
export const packageSealedKind = "package-sealed";
export const packageSealedSchema = z.strictObject({
  packageId: sha256Schema,
  visitId: z.string().min(1),
  sequence: z.int().positive(),
  previousPackageId: sha256Schema.nullable(),
  sealedAt: instantSchema,
  lengthBytes: z.int().min(1).max(packageLengthMaxBytes),
});

/** Journal entry `package-receipted`: the receiving end has it, by its own signed word. */
export const packageReceiptedKind = "package-receipted";
export const packageReceiptedSchema = z.strictObject({
  packageId: sha256Schema,
  visitId: z.string().min(1),
  /** The receipt's own bytes. */
  receipt: z.base64(),
});

export type PackageSealed = Readonly<z.output<typeof packageSealedSchema>>;
export type PackageReceipted = Readonly<z.output<typeof packageReceiptedSchema>>;
