import { z } from "zod";

/** Letters and receipts. Which driver serves it, and what that driver must know. */
export const printerConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("cups"),
    queue: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/, "a queue's name, as `lpstat -p` lists it"),
    paper: z.enum(["A4", "F4", "Letter"]).default("A4"),
  }),
  z.strictObject({
    driver: z.literal("simulator"),
    /** Where its pages are put as PDF; without one they are kept nowhere. */
    folder: z.string().min(1).optional(),
  }),
]);

export type PrinterConfig = Readonly<z.output<typeof printerConfigSchema>>;
