import { z } from "zod";

const point = z.strictObject({ x: z.number(), y: z.number(), pressure: z.number(), isDown: z.boolean() });

/** What a check tells the process that is a device. */
export const deviceOrderSchema = z.discriminatedUnion("kind", [
  /** The pen goes over these points, one report each. */
  z.strictObject({ kind: z.literal("write"), points: z.array(point), everyMs: z.number() }),
  /** A finger on the reader; `lift` takes it away. */
  z.strictObject({ kind: z.literal("touch") }),
  z.strictObject({ kind: z.literal("lift") }),
]);
export type DeviceOrder = z.output<typeof deviceOrderSchema>;
export type PenPoint = z.output<typeof point>;

/** What that process says. */
export const deviceWordSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("plugged") }),
  z.strictObject({ kind: z.literal("written") }),
  /** Of the pad's screen. */
  z.strictObject({ kind: z.literal("screen"), isInking: z.boolean(), images: z.number(), imageBytes: z.number() }),
]);
export type DeviceWord = z.output<typeof deviceWordSchema>;
