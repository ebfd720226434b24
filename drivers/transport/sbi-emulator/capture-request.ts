import { z } from "zod";
import { type EmulatedDevice, emulatorEnvironment, emulatorSpecVersion } from "./emulated-device.ts";

/** Every scalar is a string here: as the reference device has it, a number is a malformed request. */
const requestSchema = z.object({
  env: z.string(),
  purpose: z.string(),
  specVersion: z.string(),
  timeout: z.string().regex(/^\d{1,6}$/),
  captureTime: z.string(),
  transactionId: z.string(),
  bio: z
    .array(
      z.object({
        type: z.string(),
        count: z.string().regex(/^\d{1,2}$/),
        bioSubType: z.array(z.string()).nullish(),
        exception: z.array(z.string()).nullish(),
        requestedScore: z.string(),
        deviceId: z.string(),
        deviceSubId: z.string(),
        previousHash: z.string(),
      }),
    )
    .length(1),
});

export type CaptureRequest = {
  readonly device: EmulatedDevice;
  /** What is to be captured, by the protocol's names; one empty name for a face. */
  readonly names: readonly string[];
  readonly exceptions: readonly string[];
  readonly deviceSubId: string;
  readonly transactionId: string;
  readonly requestedScore: string;
  readonly previousHash: string;
  readonly timeoutMs: number;
};

/** The names that belong to each part of a device, in the order in which they are captured. */
const parts: Readonly<Record<string, readonly string[]>> = {
  "Finger/1": ["Left IndexFinger", "Left MiddleFinger", "Left RingFinger", "Left LittleFinger"],
  "Finger/2": ["Right IndexFinger", "Right MiddleFinger", "Right RingFinger", "Right LittleFinger"],
  "Finger/3": ["Left Thumb", "Right Thumb"],
  "Iris/1": ["Left"],
  "Iris/2": ["Right"],
  "Iris/3": ["Left", "Right"],
  "Face/0": [""],
};
const allFingers = ["Finger/1", "Finger/2", "Finger/3"].flatMap((part) => parts[part] ?? []);

/** Reads a capture request as the reference device does; the number of the error when it refuses it. */
export function readCaptureRequest(body: string, devices: readonly EmulatedDevice[]): CaptureRequest | string {
  const parsed = requestSchema.safeParse(parseJson(body));
  const bio = parsed.data?.bio[0];
  if (!parsed.success || bio === undefined) return "123";
  const { env, purpose, specVersion, transactionId, timeout } = parsed.data;
  if (env !== emulatorEnvironment) return "115";
  if (purpose !== "Registration") return "121";
  if (specVersion !== emulatorSpecVersion) return "123";
  if (!/^[A-Za-z0-9-]{4,50}$/.test(transactionId)) return "112";
  const device = devices.find(({ deviceId }) => deviceId === bio.deviceId);
  if (device === undefined || !device.deviceSubIds.includes(bio.deviceSubId)) return "705";
  if (device.kind !== bio.type) return "120";

  const exceptions = bio.exception ?? [];
  const names = chooseNames(device, { ...bio, exceptions, asked: bio.bioSubType ?? [] });
  if (typeof names === "string") return names;
  const { deviceSubId, requestedScore, previousHash } = bio;
  const timeoutMs = Number(timeout);
  return { device, names, exceptions, deviceSubId, transactionId, requestedScore, previousHash, timeoutMs };
}

type Asked = {
  readonly count: string;
  readonly deviceSubId: string;
  readonly asked: readonly string[];
  readonly exceptions: readonly string[];
};

function chooseNames(device: EmulatedDevice, { count, deviceSubId, asked, exceptions }: Asked) {
  if (device.kind === "Face") return count === "1" && asked.length === 0 ? [""] : "109";
  const part = parts[`${device.kind}/${deviceSubId}`] ?? allFingers;
  const isSingle = device.model === "single-finger";
  if ([...asked, ...exceptions].some((name) => !part.includes(name))) return "119";
  if (asked.some((name) => exceptions.includes(name))) return "122";
  const left = part.filter((name) => !exceptions.includes(name));
  const names = asked.length > 0 ? asked : left;
  if (names.length !== Number(count)) return "109";
  // A slab wants the whole hand accounted for.
  return isSingle || names.length + exceptions.length === part.length ? names : "109";
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
