import { z } from "zod";

/** Letters and receipts. Which driver serves it, and what that driver must know. */
export const printerConfigSchema = z.discriminatedUnion("driver", [z.strictObject({ driver: z.literal("simulator") })]);

export type PrinterConfig = Readonly<z.output<typeof printerConfigSchema>>;
