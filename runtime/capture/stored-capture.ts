import { z } from "zod";
import { eyes, facePointNames } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import { copyInSlices } from "../kernel/in-slices.ts";
import { captureTargets } from "../visit/capture-target.ts";

const finite = z.number();
const point = z.strictObject({ x: finite, y: finite });
const circle = z.strictObject({ x: finite, y: finite, radius: finite });
const provenance = z.strictObject({
  driver: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  // Captures stored by a version before these three existed are still read.
  hardwareId: z.string().nullable().default(null),
  nativePpi: finite.nullable().default(null),
  bitDepth: finite.nullable().default(null),
  isCertified: z.boolean(),
  isSimulated: z.boolean(),
});
const ink = z.strictObject({
  kind: z.literal("ink"),
  widthMm: finite,
  heightMm: finite,
  points: z.array(z.strictObject({ x: finite, y: finite, t: finite, p: finite, down: z.boolean() })),
});

const minutia = z.strictObject({
  x: finite,
  y: finite,
  angleDeg: finite,
  kind: z.enum(["ending", "bifurcation"]),
  quality: finite,
});
const minutiaeMax = 255;

/** What a pipeline found in the image, by modality; null where it found nothing. */
const findings = z.discriminatedUnion("modality", [
  z.strictObject({
    modality: z.literal("face"),
    geometry: z
      .strictObject({
        pose: z.strictObject({ yawDeg: finite, pitchDeg: finite, rollDeg: finite }),
        eyeCentres: z.tuple([point, point]),
        headWidthPx: finite,
        /** Empty in captures from before they were kept. */
        points: z
          .array(z.strictObject({ name: z.enum(facePointNames), x: finite, y: finite }))
          .max(facePointNames.length)
          .readonly()
          .default([]),
        /** What was done to the photo; nothing is known of captures from before this was kept. */
        isCut: z.boolean().default(false),
        isTurned: z.boolean().default(false),
        /** Empty in captures from before they were kept. */
        irises: z
          .array(z.strictObject({ eye: z.enum(eyes), x: finite, y: finite, radius: finite, openingRatio: finite }))
          .max(eyes.length)
          .readonly()
          .default([]),
        isReduced: z.boolean().default(false),
      })
      .nullable(),
  }),
  z.strictObject({
    modality: z.literal("fingerprint"),
    /** In pixels of the image; null in captures from before minutiae were kept. */
    minutiae: z.array(minutia).max(minutiaeMax).readonly().nullable().default(null),
  }),
  z.strictObject({
    modality: z.literal("iris"),
    geometry: z.strictObject({ limbus: circle, pupil: circle }).nullable(),
  }),
  z.strictObject({
    modality: z.literal("signature"),
    ink: ink.nullable(),
    /** The outline; null in captures from before it was kept. */
    svg: z.string().nullable().default(null),
  }),
]);

const headerSchema = z.strictObject({
  version: z.literal(1),
  target: z.enum(captureTargets),
  capturedAt: z.iso.datetime(),
  provenance,
  score: finite,
  measures: z.record(z.string(), finite),
  reasons: z.array(z.string()),
  findings,
  image: z.strictObject({
    channels: z.union([z.literal(1), z.literal(3)]),
    widthPx: z.int().positive(),
    heightPx: z.int().positive(),
    resolutionPpi: finite.nullable(),
  }),
});
type Header = z.output<typeof headerSchema>;

export type CaptureFindings = Readonly<Header["findings"]>;

/** One capture as it waits in the vault for the end of the visit. */
export type StoredCapture = Readonly<Omit<Header, "version" | "image">> & { readonly image: GrayImage | RgbImage };

/** In a row: header length (4 bytes, big-endian), header as JSON; and the pixels themselves, uncopied. */
export function encodeStoredCapture({ image, ...rest }: StoredCapture): readonly [header: Uint8Array, Uint8Array] {
  const isGray = "resolutionPpi" in image;
  const { widthPx, heightPx } = image;
  const resolutionPpi = isGray ? image.resolutionPpi : null;
  const header: Header = {
    version: 1,
    ...rest,
    image: { channels: isGray ? 1 : 3, widthPx, heightPx, resolutionPpi },
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, 4);
  return [bytes, image.pixels];
}

/**
 * The pixels come out in memory of their own, which can be handed over.
 * @throws BoothError `record.invalid` when the bytes are not what `encodeStoredCapture` made
 */
export async function decodeStoredCapture(bytes: Uint8Array): Promise<StoredCapture> {
  const length = bytes.length < 4 ? Number.NaN : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (!(4 + length <= bytes.length)) refuse(0, "shorter than its header");
  const { version: _version, image, ...rest } = parseHeader(bytes.subarray(4, 4 + length));
  const stored = bytes.subarray(4 + length);
  const { channels, widthPx, heightPx, resolutionPpi } = image;
  if (stored.length !== widthPx * heightPx * channels) refuse(4 + length, "pixels do not fit the size");
  const pixels = await copyInSlices(stored);
  if (channels === 3) return { ...rest, image: { widthPx, heightPx, pixels } };
  return { ...rest, image: { widthPx, heightPx, resolutionPpi: resolutionPpi ?? 0, pixels } };
}

function parseHeader(bytes: Uint8Array): Header {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    return refuse(4, error instanceof Error ? error.message : "not a header");
  }
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("record.invalid", { format: "stored capture", offsetBytes, problem });
}
