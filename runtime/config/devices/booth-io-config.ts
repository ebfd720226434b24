import { z } from "zod";

/** Backdrop, lights and switches. Which driver serves it, and what that driver must know. */
export const boothIoConfigSchema = z.discriminatedUnion("driver", [z.strictObject({ driver: z.literal("simulator") })]);

export type BoothIoConfig = Readonly<z.output<typeof boothIoConfigSchema>>;
