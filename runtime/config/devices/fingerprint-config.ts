import { z } from "zod";

/** One finger at a time. Which driver serves it, and what that driver must know. */
export const fingerprintConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type FingerprintConfig = Readonly<z.output<typeof fingerprintConfigSchema>>;
