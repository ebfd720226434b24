import { z } from "zod";

/** Where residents sign. Which driver serves it, and what that driver must know. */
export const signaturePadConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type SignaturePadConfig = Readonly<z.output<typeof signaturePadConfigSchema>>;
