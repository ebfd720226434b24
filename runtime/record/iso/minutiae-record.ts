import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { joinBytes, u8, u16 } from "../../../pipelines/codec/byte-parts.ts";
import type { Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { type FingerPosition, fingerPositions } from "../../kernel/biometric.ts";
import type { FingerCapture } from "../package-content.ts";
import { readOneOf, readTimes } from "./record-parts.ts";
import {
  openSingleRecord,
  type QualityBlock,
  readRepresentationHeader,
  type SingleRecord,
  writeSingleRecord,
} from "./representation-header.ts";

/** One minutia as a record holds it: whole pixels, an angle in steps, quality where the writer gave one. */
export type RecordedMinutia = {
  readonly x: number;
  readonly y: number;
  /** Counter-clockwise from the image's right, in steps of 1.40625. */
  readonly angleDeg: number;
  readonly kind: "ending" | "bifurcation" | "other";
  /** 0 to 100, or null where it was not given or could not be computed. */
  readonly quality: number | null;
};

/** What a minutiae record of one finger says. */
export type MinutiaeRecord = {
  readonly capturedAt: string | null;
  readonly position: FingerPosition;
  /** ISO/IEC 19794-2:2011 impression type: 0 live plain, 29 unknown. */
  readonly impressionType: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels a centimetre, across and down. */
  readonly ratesPerCm: readonly [number, number];
  readonly quality: readonly QualityBlock[];
  readonly minutiae: readonly RecordedMinutia[];
};

type PrintFacts = Pick<FingerCapture, "capturedAt" | "provenance" | "position" | "image" | "minutiae">;

const record: SingleRecord = { format: "ISO/IEC 19794-2:2011", mark: "FMR", version: "030", subject: "finger" };
export const minutiaeImpression = { livePlain: 0, unknown: 29 } as const;
const impressionTypes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 28, 29];
const deviceTechnologyMax = 20;
const minutiaeMax = 255;
const coordinateMax = 0x3fff;
/** 250 pixels an inch. */
const ratePerCmMin = 98;
const inchCm = 2.54;
const angleStepDeg = 360 / 256;
/** Kinds in the order of their codes; 3 is none. */
const kinds = ["other", "ending", "bifurcation"] as const;
const qualityAbsent = [254, 255];
/** 6 bytes a minutia, with its quality; endings are where a ridge's skeleton ends. */
const fieldOfSix = 6;
const fieldOfFive = 5;
const endsOfRidges = 1;

/** Whether a record can hold this print: it needs a minutia, a resolution that is not too coarse, and a size in 14 bits. */
export function canRecordMinutiae({ image, minutiae }: Pick<PrintFacts, "image" | "minutiae">): boolean {
  const { widthPx, heightPx } = image;
  const isSized = Math.min(widthPx, heightPx) > 0 && Math.max(widthPx, heightPx) <= coordinateMax;
  const rate = rateOf(image.resolutionPpi);
  return minutiae !== null && minutiae.length > 0 && isSized && rate >= ratePerCmMin && rate <= 0xffff;
}

/**
 * The minutiae of one finger in one record, edition 2011, in pixels of the image that was scored; of more than 255 the
 * best. The layout is that of FingerprintIO (Važan) and of the public `iso_fmr_v030` decoder, which agree byte for byte.
 * The device is written as unknown and there is no extended data; a simulated finger claims no live impression.
 */
export function writeMinutiaeRecord(print: PrintFacts): Uint8Array {
  const { capturedAt, provenance, position, image } = print;
  const rate = u16(rateOf(image.resolutionPpi));
  const minutiae = chooseBest(print.minutiae ?? []);
  return writeSingleRecord(record, {
    flags: [u8(0)],
    capturedAt,
    technology: 0,
    quality: [],
    fields: [
      u8(position),
      u8(0),
      rate,
      rate,
      u8(provenance.isSimulated ? minutiaeImpression.unknown : minutiaeImpression.livePlain),
      u16(image.widthPx),
      u16(image.heightPx),
      u8((fieldOfSix << 4) | endsOfRidges),
      u8(minutiae.length),
      ...minutiae.map((minutia) => minutiaField(minutia, image)),
      u16(0),
    ],
  });
}

/**
 * Reads a record of exactly one finger, with or without minutia qualities, and nothing laxer than the standard's table.
 * Extended data (ridge counts, cores, zones) are passed over.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readMinutiaeRecord(bytes: Uint8Array): MinutiaeRecord {
  const cursor = openSingleRecord(record, bytes);
  const isCertified = readOneOf(cursor, [0, 1], "certification flag") === 1;
  const { capturedAt, quality } = readRepresentationHeader(cursor, readTechnology);
  if (isCertified) readTimes(cursor.u8("number of certification blocks"), () => cursor.take(3, "certification"));

  const position = readOneOf(cursor, fingerPositions, "finger position");
  if (cursor.u8("representation number") > 15) cursor.fail("a representation number beyond 15");
  const ratesPerCm = [readRate(cursor, "across"), readRate(cursor, "down")] as const;
  const impressionType = readOneOf(cursor, impressionTypes, "impression type");
  const [widthPx, heightPx] = [readSide(cursor, "width"), readSide(cursor, "height")];
  const field = cursor.u8("minutia field length and ridge ending type");
  const fieldBytes = field >> 4;
  if (fieldBytes !== fieldOfFive && fieldBytes !== fieldOfSix) cursor.fail(`minutiae of ${fieldBytes} bytes`);
  if ((field & 0xf) > endsOfRidges) cursor.fail("an unknown ridge ending type");
  const count = cursor.u8("number of minutiae");
  if (count === 0) cursor.fail("no minutiae");
  const size = { widthPx, heightPx, hasQuality: fieldBytes === fieldOfSix };
  const minutiae = readTimes(count, () => readMinutia(cursor, size));
  readExtendedData(cursor.enter(cursor.u16("extended data length"), "extended data"));
  cursor.finish("the record");
  return { capturedAt, position, impressionType, widthPx, heightPx, ratesPerCm, quality, minutiae };
}

function rateOf(resolutionPpi: number): number {
  return Math.round(resolutionPpi / inchCm);
}

function chooseBest(minutiae: readonly Minutia[]): readonly Minutia[] {
  if (minutiae.length <= minutiaeMax) return minutiae;
  return minutiae.toSorted((a, b) => b.quality - a.quality).slice(0, minutiaeMax);
}

/** Kind in the two high bits above x, y, angle in steps, quality. A minutia on the far edge stays inside the image. */
function minutiaField(
  { x, y, angleDeg, kind, quality }: Minutia,
  { widthPx, heightPx }: PrintFacts["image"],
): Uint8Array {
  const within = (value: number, sidePx: number) => Math.min(sidePx - 1, Math.max(0, Math.round(value)));
  return joinBytes([
    u16((kinds.indexOf(kind) << 14) | within(x, widthPx)),
    u16(within(y, heightPx)),
    u8(((Math.round(angleDeg / angleStepDeg) % 256) + 256) % 256),
    u8(Math.min(100, Math.max(0, Math.round(quality)))),
  ]);
}

function readTechnology(cursor: ByteCursor): void {
  if (cursor.u8("device technology") > deviceTechnologyMax) cursor.fail("an unknown device technology");
}

function readRate(cursor: ByteCursor, direction: string): number {
  const rate = cursor.u16(`rate ${direction}`);
  return rate >= ratePerCmMin ? rate : cursor.fail(`a rate ${direction} of ${rate} pixels a centimetre`);
}

function readSide(cursor: ByteCursor, side: string): number {
  const sidePx = cursor.u16(side);
  return sidePx > 0 && sidePx <= coordinateMax ? sidePx : cursor.fail(`a ${side} of ${sidePx}`);
}

function readMinutia(
  cursor: ByteCursor,
  {
    widthPx,
    heightPx,
    hasQuality,
  }: { readonly widthPx: number; readonly heightPx: number; readonly hasQuality: boolean },
): RecordedMinutia {
  const kindAndX = cursor.u16("minutia kind and x");
  const kind = kinds[kindAndX >> 14] ?? cursor.fail("an unknown kind of minutia");
  const [x, y] = [kindAndX & coordinateMax, cursor.u16("minutia y")];
  if (x >= widthPx || y >= heightPx) cursor.fail(`a minutia at ${x}, ${y}, outside the image`);
  const angleDeg = cursor.u8("minutia angle") * angleStepDeg;
  if (!hasQuality) return { x, y, angleDeg, kind, quality: null };
  const quality = cursor.u8("minutia quality");
  if (quality > 100 && !qualityAbsent.includes(quality)) cursor.fail(`a minutia quality of ${quality}`);
  return { x, y, angleDeg, kind, quality: quality > 100 ? null : quality };
}

function readExtendedData(cursor: ByteCursor): void {
  while (cursor.remaining() > 0) {
    const id = cursor.u16("extended data type");
    const lengthBytes = cursor.u16("extended data block length");
    if (id === 0 || lengthBytes < 4) cursor.fail("an extended data block without type or shorter than its header");
    cursor.take(lengthBytes - 4, "extended data block");
  }
}
