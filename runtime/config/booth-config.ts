import { z } from "zod";
import { fingerImagePolicies, irisImagePolicies } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import { officeTimeZones } from "../kernel/office-day.ts";
import { builtModelsDir } from "./built-models.ts";
import { captureLimitsSchema } from "./capture-limits-config.ts";
import { devicesConfigSchema } from "./devices/devices-config.ts";
import { registryConfigSchema } from "./registry-config.ts";

const durationMs = (minMs: number, maxMs: number) => z.int().min(minMs).max(maxMs);
const name = z.string().regex(/^[a-z0-9-]{2,32}$/, "2 to 32 of a-z, 0-9 and -");

const boothSchema = z.strictObject({
  id: name.default("bilik-01").describe("Names the booth in topics and packages."),
  site: name.default("pangkalan-banteng").describe("The sub-district office."),
  officeName: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .default("Kecamatan Pangkalan Banteng")
    .describe("The office as residents know it: at the head of the screen and in the notice on personal data."),
  timeZone: z.enum(officeTimeZones).default("Asia/Jakarta").describe("Whose calendar ages and numbers follow."),
  registerCode: z
    .string()
    .regex(/^[A-Z0-9.-]{1,12}$/, "1 to 12 of A-Z, 0-9, dot and hyphen")
    .default("PB")
    .describe("In register numbers; each booth of an office needs its own, as each keeps its own book."),
});

const letterSchema = z.strictObject({
  headLines: z
    .tuple([z.string().min(1).max(80)], z.string().max(80))
    .default([
      "PEMERINTAH KABUPATEN KOTAWARINGIN BARAT",
      "KECAMATAN PANGKALAN BANTENG",
      "Jl. A. Yani KM 68, Desa Karang Mulya 74183",
    ])
    .describe("The office, as every letter names it."),
  place: z.string().min(1).max(60).default("Karang Mulya").describe("Where letters are signed."),
});

const brokerSchema = z
  .strictObject({
    url: z
      .union([z.literal("embedded"), z.url({ protocol: /^mqtts?$/ })])
      .default("embedded")
      .describe("`embedded` starts a broker and an office beside the booth: for a first run, not for the field."),
    protocolVersion: z
      .union([z.literal(4), z.literal(5)])
      .default(4)
      .describe("4 is MQTT 3.1.1."),
    authorityPath: z.string().min(1).optional().describe("PEM certificate of whoever vouches for the broker."),
    receiptWaitMs: durationMs(100, 3_600_000).default(60_000).describe("How long `enrol` waits for the receipt."),
  })
  .refine(({ url, authorityPath }) => !/^mqtts:/i.test(url) || authorityPath !== undefined, {
    path: ["authorityPath"],
    message: "is needed with mqtts",
  })
  .refine(({ url, protocolVersion }) => url !== "embedded" || protocolVersion === 4, {
    path: ["protocolVersion"],
    message: "must be 4 with the embedded broker",
  });

const captureSchema = z.strictObject({
  attemptsMax: z.int().min(1).max(10).default(3),
  verificationAttemptsMax: z.int().min(1).max(10).default(3),
  frameTimeoutMs: durationMs(100, 120_000).default(15_000).describe("Longest wait for a device's next frame."),
  burstFramesMax: z.int().min(1).max(20).default(3).describe("Frames of one look of which the best is kept."),
  fingerprintScoreMin: z.number().min(0).max(100).default(40),
  irisScoreMin: z.number().min(0).max(100).default(60),
  limits: captureLimitsSchema
    .default({})
    .describe(
      "Of single measures, by modality: what is left out is as shipped. Kept in every package where any is set.",
    ),
  readsPaperNumbers: z.boolean().default(true).describe("NIK and card numbers on papers, as a hint at the desk."),
  pipelineWorkers: z.int().min(1).max(8).default(1),
});

const recordSchema = z.strictObject({
  fingerImages: z
    .enum(fingerImagePolicies)
    .default("jpeg-2000-lossless")
    .describe("WSQ loses detail: 0.75 bits a pixel is about 15:1, 2.25 about 5:1. Scores are of the raw capture."),
  irisImages: z
    .enum(irisImagePolicies)
    .default("cropped")
    .describe("Cropped keeps 0.6 iris radii at the sides and 0.2 above and below; nothing is resampled."),
  portraitLimitBytes: z
    .int()
    .min(10_000)
    .max(10_000_000)
    .nullable()
    .default(null)
    .describe("Largest portrait image; one that is larger without loss is stored with loss. null: never with loss."),
  portraitEyes: z
    .strictObject({
      isKept: z
        .boolean()
        .default(false)
        .describe(
          "Where an iris is excepted, keeps that eye as the portrait shows it: visible light, no iris capture.",
        ),
      irisDiameterMinPx: z
        .int()
        .min(20)
        .max(400)
        .default(80)
        .describe("Pixels across the iris below which an eye is not kept; an iris capture has twice the default."),
    })
    .prefault({}),
});

const storageSchema = z.strictObject({
  journalLimitBytes: z.int().min(1_000_000).default(2_000_000_000),
  freeSpaceMinBytes: z.int().nonnegative().default(200_000_000).describe("Below it no new visit is begun."),
});

const powerSchema = z.strictObject({
  suppliesDir: z
    .string()
    .min(1)
    .default("/sys/class/power_supply")
    .describe("A folder a source, with `status` in it. A UPS that the kernel does not know: its watcher writes there."),
});

/** Without a sign of life somebody's time at the screen ends; all of it doubles for who asks for more time. */
const kioskTimingSchema = z
  .strictObject({
    beforeVisitMs: durationMs(1_000, 600_000).default(60_000).describe("Before a visit is open."),
    dataEntryMs: durationMs(1_000, 1_800_000)
      .default(180_000)
      .describe("While an officer is to type in the data of a resident whom no register knows."),
    inVisitMs: durationMs(1_000, 600_000).default(90_000).describe("In a visit that waits for the resident."),
    afterVisitMs: durationMs(1_000, 600_000).default(30_000).describe("At the farewell."),
    warningMs: durationMs(1_000, 60_000).default(20_000).describe("The last part of it, which is announced."),
    officerMs: durationMs(1_000, 600_000).default(60_000).describe("Until the officers' side locks."),
  })
  .refine(
    ({ beforeVisitMs, dataEntryMs, inVisitMs, warningMs }) =>
      warningMs <= Math.min(beforeVisitMs, dataEntryMs, inVisitMs),
    { path: ["warningMs"], message: "must not be longer than the time itself" },
  );

const kioskSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(8473).describe("On 127.0.0.1; 0 takes any free port."),
  lookMs: durationMs(1_000, 120_000).default(20_000).describe("How long one attempt at a live camera may take."),
  demo: z
    .enum(["auto", "on", "off"])
    .default("auto")
    .describe("Scripted residents for trainers; `auto` where neither register nor office is real."),
  steadyFramesMin: z.int().min(1).max(30).default(4).describe("Good frames in a row that release the shutter."),
  timing: kioskTimingSchema.prefault({}),
});

export const boothConfigSchema = z.strictObject({
  booth: boothSchema.prefault({}),
  stateDir: z.string().min(1).default(".bilik").describe("Everything the booth keeps."),
  modelsDir: z.string().min(1).default(builtModelsDir),
  letter: letterSchema.prefault({}),
  broker: brokerSchema.prefault({}),
  devices: devicesConfigSchema.prefault({}),
  registry: registryConfigSchema.default({ kind: "simulated" }),
  capture: captureSchema.prefault({}),
  record: recordSchema.prefault({}),
  storage: storageSchema.prefault({}),
  power: powerSchema.prefault({}),
  kiosk: kioskSchema.prefault({}),
  simulatedSeed: z.string().min(1).max(64).default("bilik").describe("Simulated residents repeat with it."),
  simulatedPaceRatio: z.number().min(0.01).max(1).default(1).describe("Below 1 they are quicker than people are."),
  logLevel: z.enum(["debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

export type BoothConfig = Readonly<z.output<typeof boothConfigSchema>>;

/**
 * Parses once, at start. Reports every problem in one message so a site visit fixes them all.
 * @throws BoothError `config.invalid`
 */
export function parseBoothConfig(input: unknown, path: string): BoothConfig {
  const parsed = boothConfigSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new BoothError("config.invalid", { path, problems: z.prettifyError(parsed.error) });
}
