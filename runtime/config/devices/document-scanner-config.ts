import { z } from "zod";

/** Where papers are scanned. Which driver serves it, and what that driver must know. */
export const documentScannerConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type DocumentScannerConfig = Readonly<z.output<typeof documentScannerConfigSchema>>;
