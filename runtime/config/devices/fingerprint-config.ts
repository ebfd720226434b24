import { z } from "zod";
import { devicePath } from "./device-path.ts";

/** One finger at a time. Which driver serves it, and what that driver must know. */
export const fingerprintConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({
    driver: z.literal("zfm"),
    path: devicePath,
    baudRateMaxBps: z
      .union([z.literal(57_600), z.literal(115_200)])
      .default(115_200)
      .describe("57600 for adapters that damage data at the higher speed, as some with a CH340 do."),
  }),
]);

export type FingerprintConfig = Readonly<z.output<typeof fingerprintConfigSchema>>;
