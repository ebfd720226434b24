import { z } from "zod";
import {
  type ExceptionReason,
  type Eye,
  exceptionReasons,
  eyes,
  type FingerPosition,
  fingerPositions,
} from "../../runtime/kernel/biometric.ts";

/** Why a biometric of a recorded resident is not captured. `position` is null where the modality has only one. */
export type RecordedException = { readonly reason: ExceptionReason } & (
  | { readonly modality: "face"; readonly position: null }
  | { readonly modality: "signature"; readonly position: null }
  | { readonly modality: "fingerprint"; readonly position: FingerPosition }
  | { readonly modality: "iris"; readonly position: Eye }
);

const reason = z.enum(exceptionReasons);
const noPosition = z.null().default(null);

/** `exceptions.json`: each biometric at most once. */
export const recordedExceptionsSchema = z
  .array(
    z.discriminatedUnion("modality", [
      z.strictObject({ modality: z.literal("face"), position: noPosition, reason }),
      z.strictObject({ modality: z.literal("signature"), position: noPosition, reason }),
      z.strictObject({ modality: z.literal("fingerprint"), position: z.literal(fingerPositions), reason }),
      z.strictObject({ modality: z.literal("iris"), position: z.enum(eyes), reason }),
    ]),
  )
  .superRefine((exceptions, context) => {
    const seen = new Set<string>();
    for (const [index, exception] of exceptions.entries()) {
      const name = nameException(exception);
      if (seen.has(name)) context.addIssue({ code: "custom", path: [index], message: `${name} is listed twice` });
      seen.add(name);
    }
  });

/** The biometric as its file is named in a recorded resident's folder, e.g. `finger-03`, `iris-left`, `face`. */
export function nameException(exception: Pick<RecordedException, "modality" | "position">): string {
  switch (exception.modality) {
    case "fingerprint":
      return `finger-${String(exception.position).padStart(2, "0")}`;
    case "iris":
      return `iris-${exception.position}`;
    case "face":
    case "signature":
      return exception.modality;
    default:
      return exception.modality satisfies never;
  }
}
