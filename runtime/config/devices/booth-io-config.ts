import { z } from "zod";
import { devicePath } from "./device-path.ts";

const pin = z.int().min(2).max(13);
const angleDeg = z.int().min(0).max(180);
const steps = z.int().min(0).max(100_000);
const travelMs = z.int().min(0).max(30_000);

const servo = z.strictObject({
  kind: z.literal("servo"),
  pin: pin.default(10),
  redDeg: angleDeg.default(0),
  blueDeg: angleDeg.default(90),
  orangeDeg: angleDeg.default(180),
  travelMs: travelMs.default(1_200).describe("From one end to the other; a servo does not tell when it has arrived."),
});
const relays = z.strictObject({
  kind: z.literal("relays"),
  redPin: pin.default(7),
  bluePin: pin.default(8),
  orangePin: pin.default(12),
  travelMs: travelMs.default(300),
});
const stepper = z.strictObject({
  kind: z.literal("stepper"),
  stepPin: pin.default(11),
  dirPin: pin.default(12),
  homePin: pin.default(8),
  stepsPerTurn: z.int().min(4).max(10_000).default(200),
  speedRpm: z.int().min(1).max(600).default(120),
  redSteps: steps.describe("From the home switch."),
  blueSteps: steps,
  orangeSteps: steps,
});

const firmata = z.strictObject({
  driver: z.literal("firmata"),
  path: devicePath,
  versionTimeoutMs: z
    .int()
    .min(100)
    .max(20_000)
    .default(3_000)
    .describe("How long the firmware may take to speak by itself; an Uno restarts when its port is opened."),
  pins: z
    .strictObject({
      backdrop: z.discriminatedUnion("kind", [servo, relays, stepper]).default(servo.parse({ kind: "servo" })),
      ringLightPin: pin.default(5).describe("One with pulse-width modulation."),
      stackRedPin: pin.default(3),
      stackYellowPin: pin.default(9),
      stackGreenPin: pin.default(6),
      presencePin: pin.default(2),
      doorPin: pin.default(4),
      helpPin: pin.default(13),
    })
    .prefault({})
    .refine(hasNoPinTwice, "two things on one pin"),
});

function hasNoPinTwice({ backdrop, ...others }: object & { readonly backdrop: object }): boolean {
  const wired = [backdrop, others].flatMap((part) =>
    Object.entries(part).flatMap(([key, value]) => (/pin$/i.test(key) ? [value] : [])),
  );
  return new Set(wired).size === wired.length;
}

/** Backdrop, lights and switches. Which driver serves it, and what that driver must know. */
export const boothIoConfigSchema = z.discriminatedUnion("driver", [
  firmata,
  z.strictObject({ driver: z.literal("simulator") }),
]);

export type BoothIoConfig = Readonly<z.output<typeof boothIoConfigSchema>>;
