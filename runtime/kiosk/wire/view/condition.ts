import { z } from "zod";
import { deviceRemedies } from "../../../kernel/device-advice.ts";
import type { ReadOnly } from "../read-only.ts";
import { count, text } from "./terms.ts";

const deviceRole = z.enum([
  "fingerprint",
  "faceCamera",
  "irisCamera",
  "signaturePad",
  "documentScanner",
  "boothIo",
  "printer",
  "receiptPrinter",
]);
export type DeviceRole = z.output<typeof deviceRole>;

/** What is not as it should be with the booth; never a reason for the page to stop. */
export const condition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("office-offline"), pending: count }),
  z.strictObject({
    kind: z.literal("device-away"),
    role: deviceRole,
    /** Code of the failure, or null where none is known. */
    failure: text.nullable(),
    /** What the resident may do about it, in the languages that drivers speak; null where it is an officer's matter. */
    advice: z.strictObject({ id: text, en: text }).nullable(),
    /** What an officer does about it; null where nothing is known. */
    remedy: z.enum(deviceRemedies).nullable(),
    /** The device's own code for it, for a technician; null where it gave none. */
    reported: text.nullable(),
  }),
  z.strictObject({ kind: z.literal("disk-low") }),
  z.strictObject({ kind: z.literal("clock-untrusted") }),
  z.strictObject({ kind: z.literal("safe-mode") }),
  z.strictObject({ kind: z.literal("update-pending") }),
  z.strictObject({ kind: z.literal("on-battery") }),
]);
export type Condition = ReadOnly<z.output<typeof condition>>;

export const conditionKind = z.enum([
  "office-offline",
  "device-away",
  "disk-low",
  "clock-untrusted",
  "safe-mode",
  "update-pending",
  "on-battery",
] satisfies Condition["kind"][]);
