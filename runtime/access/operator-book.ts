import { z } from "zod";
import { fingerPositions } from "../kernel/biometric.ts";
import { lockSchema, openLock } from "./lockout.ts";
import { pinHashSchema } from "./pin-hash.ts";

/** Officers who may log in. A clerk has nothing to decide that needs it. */
export const operatorRoles = ["operator", "kasi", "camat", "sekcam"] as const;
export type OperatorRole = (typeof operatorRoles)[number];

export const operatorId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,31}$/, "2 to 32 of a-z, 0-9, dot and hyphen")
  .refine((id) => !id.endsWith("-otomatis"), "is the name of a program");

const minutia = z.strictObject({
  x: z.number(),
  y: z.number(),
  angleDeg: z.number(),
  kind: z.enum(["ending", "bifurcation"]),
  quality: z.number(),
});

/** How one officer proves who it is. Minutiae at 500 pixels an inch, not templates: a better matcher reads them too. */
export const credentialsSchema = z.strictObject({
  pin: pinHashSchema.nullable(),
  fingers: z
    .array(z.strictObject({ position: z.literal(fingerPositions), minutiae: z.array(minutia).min(1).max(255) }))
    .max(10),
});
export type Credentials = Readonly<z.output<typeof credentialsSchema>>;

/** The settings document of all officers: ids and roles in the open, credentials sealed. */
export const operatorBookSchema = z.strictObject({
  operators: z
    .array(z.strictObject({ id: operatorId, role: z.enum(operatorRoles), sealed: z.base64(), lock: lockSchema }))
    .max(200)
    .refine((operators) => new Set(operators.map(({ id }) => id)).size === operators.length, "an id twice"),
  /** Attempts under ids that are nobody's, and by fingers that are. A typed id must not keep fingers waiting. */
  strangers: z.strictObject({ pin: lockSchema, fingerprint: lockSchema }),
});
export type OperatorBook = Readonly<z.output<typeof operatorBookSchema>>;

export const emptyOperatorBook: OperatorBook = {
  operators: [],
  strangers: { pin: openLock, fingerprint: openLock },
};
