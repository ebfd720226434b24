import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { BoothError, isFailure } from "../kernel/errors.ts";
import { instantSchema, sha256Schema, stationIdSchema } from "./identifiers.ts";
import { receiptLengthMaxBytes } from "./limits.ts";
import { readDocument } from "./read-document.ts";
import { checkSignature, signDocument, signedSchema } from "./signed-document.ts";

const receiptSchema = z
  .strictObject({
    kind: z.literal("receipt"),
    version: z.literal(1),
    packageId: sha256Schema,
    siteId: stationIdSchema,
    boothId: stationIdSchema,
    /** The booth's own number for the package, as its manifest gave it. */
    sequence: z.int().nonnegative(),
    /** Which receiving end. */
    ingestId: stationIdSchema,
    receivedAt: instantSchema,
    /** The receiving end's ledger entry for this package. */
    ledgerHash: sha256Schema,
    status: z.enum(["RECEIVED", "ACCEPTED", "REJECTED"]),
    /** Why it was rejected; null otherwise. */
    code: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .nullable(),
  })
  .refine(({ status, code }) => (status === "REJECTED") === (code !== null), {
    path: ["code"],
    message: "given exactly when rejected",
  });

/** The receiving end's signed word on one package. Nothing else releases a package from the booth. */
export type Receipt = Readonly<z.output<typeof receiptSchema>>;

const rules = { message: "receipt", schema: signedSchema(receiptSchema), lengthMaxBytes: receiptLengthMaxBytes };

export function encodeReceipt(receipt: Receipt, ingestKey: KeyObject): Buffer {
  return signDocument(receipt, ingestKey);
}

/** @throws BoothError `receipt.invalid` on a wrong shape, an unknown key or a signature that does not hold */
export function openReceipt(bytes: Uint8Array, ingestKey: KeyObject): Receipt {
  let packageId = "unknown";
  try {
    const signed = readDocument(bytes, rules);
    packageId = signed.body.packageId;
    checkSignature("receipt", signed, ingestKey);
    return signed.body;
  } catch (error) {
    if (!isFailure(error, "message.invalid")) throw error;
    throw new BoothError("receipt.invalid", { packageId, problem: error.detail.problem }, { cause: error });
  }
}
