import { z } from "zod";

/** Nearly every scalar of the protocol is a string, and some services write numbers all the same. */
const word = z.union([z.string().max(4_096), z.number()]).transform(String);
const optionalWord = word.nullish().transform((value) => value ?? "");
const words = z.union([z.array(word).max(64), word.transform((one) => [one])]);
const optionalWords = words.nullish().transform((value) => value ?? []);

/** Code 0, an empty code and no error at all are success. */
const errorSchema = z
  .object({ errorCode: optionalWord })
  .nullish()
  .transform((error) => {
    const code = error?.errorCode.trim() ?? "";
    return code === "" || code === "0" ? null : code;
  });

/** Text too long to be quoted: a signed message. */
const signedText = z.string().max(48 * 1_048_576);

const devicesMax = 64;
const biometricsMax = 16;

/** One device as discovery lists it; nothing of it is signed. */
export const discoveredSchema = z.object({
  deviceId: optionalWord,
  deviceStatus: optionalWord,
  deviceSubId: optionalWords,
  callbackId: optionalWord,
  digitalId: optionalWord,
  error: errorSchema,
});
export const discoverySchema = z.array(discoveredSchema).max(devicesMax);
export type Discovered = z.output<typeof discoveredSchema>;

/** What identifies the sensor; signed, except in discovery. */
export const digitalIdSchema = z.object({
  serialNo: word,
  make: word,
  model: word,
  type: word,
  deviceSubType: optionalWord,
  deviceProvider: optionalWord,
  deviceProviderId: optionalWord,
});
export type DigitalId = z.output<typeof digitalIdSchema>;

export const infoListSchema = z
  .array(z.object({ deviceInfo: signedText.nullish().transform((text) => text ?? ""), error: errorSchema }))
  .max(devicesMax);

export const deviceInfoSchema = z.object({
  specVersion: words,
  env: word,
  digitalId: signedText,
  deviceId: word,
  deviceCode: word,
  purpose: optionalWord,
  serviceVersion: optionalWord,
  deviceStatus: optionalWord,
  firmware: optionalWord,
  certification: optionalWord,
  deviceSubId: optionalWords,
  callbackId: optionalWord,
});
export type DeviceInfo = z.output<typeof deviceInfoSchema>;

export const captureReplySchema = z.object({
  biometrics: z
    .array(
      z.object({
        specVersion: optionalWord,
        data: signedText.nullish().transform((text) => text ?? ""),
        hash: optionalWord,
        error: errorSchema,
      }),
    )
    .min(1)
    .max(biometricsMax),
});
export type CaptureReply = z.output<typeof captureReplySchema>;

export const captureDataSchema = z.object({
  digitalId: signedText,
  deviceCode: word,
  bioType: word,
  bioSubType: optionalWord,
  purpose: word,
  env: word,
  bioValue: signedText,
  transactionId: word,
  timestamp: word,
  qualityScore: word,
});
export type CaptureData = z.output<typeof captureDataSchema>;

const loneErrorSchema = z.strictObject({ error: z.object({ errorCode: word }) });

/** An error that stands alone, inside a list of one or outside any: how streams and refused addresses answer. */
export const bareErrorSchema = z.union([
  z.object({ errorCode: word }).transform(({ errorCode }) => errorCode),
  loneErrorSchema.transform(({ error }) => error.errorCode),
  z.tuple([loneErrorSchema]).transform(([{ error }]) => error.errorCode),
]);
