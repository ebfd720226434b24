import { z } from "zod";
import { devicePath } from "./device-path.ts";
import { arePortsInOrder, portsProblem, sbiFields } from "./sbi-config.ts";

const loopbackPort = z.int().min(1).max(65_535);
const serviceTimeoutMs = z.int().min(1_000).max(60_000).default(10_000);
const pinnedCertificate = z
  .string()
  .min(1)
  .optional()
  .describe("PEM of the service's own certificate; without it any is taken, on 127.0.0.1 alone.");

const readerSerial = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe("The reader with this serial number, and no other behind the service.");

const ppi = z.number().min(400).max(700).default(512);

/** One finger at a time, or four, four and two. Which driver serves it, and what that driver must know. */
export const fingerprintConfigSchema = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("mantra"),
    portTls: loopbackPort.default(8_003).describe("Asked first, over HTTPS."),
    portPlain: loopbackPort.default(8_004).describe("Asked when nothing answers there."),
    certificatePath: pinnedCertificate,
    serial: readerSerial,
    captureTimeoutMs: serviceTimeoutMs,
    qualityMin: z.int().min(0).max(100).default(60).describe("What the service waits for, by its own measure."),
  }),
  z.strictObject(sbiFields(40)).refine(arePortsInOrder, portsProblem),
  z.strictObject({
    driver: z.literal("secugen"),
    port: loopbackPort.default(8_443),
    isTls: z.boolean().default(true).describe("Some older installations speak HTTP on port 8000."),
    certificatePath: pinnedCertificate,
    serial: readerSerial,
    captureTimeoutMs: serviceTimeoutMs,
    qualityMin: z.int().min(0).max(100).default(50).describe("What the service waits for, by its own measure."),
    licence: z.string().max(2_000).default("").describe("The domain licence; empty for an evaluation."),
  }),
  z.strictObject({ driver: z.literal("simulator") }),
  z.strictObject({ driver: z.literal("slap-simulator").describe("A simulated reader of four, four and two fingers.") }),
  z.strictObject({
    driver: z.literal("uru4000"),
    serial: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe("The reader with this serial number; left out, the first one."),
    ppiAcross: ppi.describe("Measured on a printed grid; the sensor's pixels are not quite square."),
    ppiDown: ppi,
  }),
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
