import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { fromLatin, joinBytes, latin, u8, u16, u24 } from "../../../pipelines/codec/byte-parts.ts";
import type { InkPoint, SignatureInk } from "../../kernel/biometric.ts";
import type { Provenance } from "../../kernel/device.ts";
import { simulatedMark } from "../simulated-mark.ts";
import { formatAndVersion, openRecord } from "./record-parts.ts";
import { chooseScale, readScale, type Scale, type ScaleField, scaleField } from "./signature-scale.ts";

/** One sample of the pen: millimetres to the right and up from the pad's bottom left, milliseconds from the start. */
export type PenSample = {
  readonly xMm: number;
  readonly yMm: number;
  readonly tMs: number;
  /** Stored force on the record's own scale, or null when the record has none. */
  readonly force: number | null;
  readonly isDown: boolean | null;
};

/** What a signature time series in the full format says. */
export type SignatureRecord = {
  readonly samples: readonly PenSample[];
  /** Greatest force the record's scale knows, or null when it does not say. */
  readonly forceMax: number | null;
  /** The extended data as text, or none. */
  readonly comments: readonly string[];
};

const format = "ISO/IEC 19794-7:2007";
const channelOrder = ["X", "Y", "Z", "VX", "VY", "AX", "AY", "T", "DT", "F", "S", "TX", "TY", "Az", "El", "R"] as const;
type Channel = (typeof channelOrder)[number];
const signedChannels: readonly Channel[] = ["X", "Y", "VX", "VY", "AX", "AY", "TX", "TY"];
const signedOffset = 32_768;
/** X, Y, DT, F, S. */
const inclusionField = 0xc0e0;
const preamble = {
  scale: 0x80,
  min: 0x40,
  max: 0x20,
  mean: 0x10,
  deviation: 0x08,
  constant: 0x04,
  reserved: 0x01,
} as const;
const hasExtendedData = 0x80;
const forceFull = 4095;
/** 50,000 a metre: 0.02 mm. */
const finestLength: ScaleField = { exponent: 31, fraction: 1077 };
/** 1,000 a second: 1 ms. */
const finestTime: ScaleField = { exponent: 25, fraction: 1952 };

/**
 * Signature time series, full format, edition 2007: channels X, Y, DT, F and S. Lengths are stored to 0.02 mm and times
 * to 1 ms, coarser by halves only where a value would not fit. y grows upwards, away from the signer. Signed channels are
 * stored with an offset of 32,768. A simulated signature says so in its extended data.
 */
export function writeSignatureRecord(ink: SignatureInk, provenance: Provenance): Uint8Array {
  const lengthsM = ink.points.flatMap(({ x, y }) => [x / 1000, (ink.heightMm - y) / 1000]);
  const length = chooseScale(finestLength, lengthsM, signedOffset - 1);
  const pausesS = ink.points.map(({ t }, index) => (t - (ink.points[index - 1]?.t ?? 0)) / 1000);
  const time = chooseScale(finestTime, pausesS, 0xffff - 1);
  const mark = simulatedMark(provenance);
  return joinBytes([
    formatAndVersion("SDI", " 10"),
    u16(inclusionField),
    ...[length, length, time].flatMap((scale) => [u8(preamble.scale), scaleField(scale)]),
    joinBytes([u8(preamble.min | preamble.max), u16(0), u16(forceFull)]),
    u8(0),
    u8(0),
    u8(mark === null ? 0 : hasExtendedData),
    u24(ink.points.length),
    ...samplePoints(ink, length, time),
    ...(mark === null ? [] : [u16(mark.length), latin(mark)]),
  ]);
}

/**
 * Reads a full-format record that has at least X, Y and one of T and DT. Channels that are constant, and so left out of
 * the samples, are refused: the edition's text does not say where their value is.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readSignatureRecord(bytes: Uint8Array): SignatureRecord {
  const cursor = openRecord(format, bytes);
  cursor.expect(formatAndVersion("SDI", " 10"), "format and version");
  const inclusion = cursor.u16("channel inclusion");
  const included = channelOrder.filter((_, index) => (inclusion & (0x8000 >> index)) !== 0);
  if (!included.includes("X") || !included.includes("Y")) cursor.fail("no X or no Y channel");
  if (!included.includes("T") && !included.includes("DT")) cursor.fail("no time channel");
  const channels = included.map((name) => readChannel(cursor, name));
  if (cursor.u8("reserved byte") !== 0) cursor.fail("a reserved byte that is not 0");
  const bodyPreamble = cursor.u8("body preamble");
  if ((bodyPreamble & ~hasExtendedData) !== 0) cursor.fail("reserved bits of the body preamble");
  const count = cursor.u24("number of sample points");
  // A hostile count must not allocate more than the bytes can hold.
  const sampleBytes = channels.reduce((total, { name }) => total + (name === "S" ? 1 : 2), 0);
  if (count * sampleBytes > cursor.remaining()) cursor.fail(`${count} sample points do not fit the record`);
  const samples = readSamples(cursor, channels, count);
  const comments =
    bodyPreamble === 0 ? [] : [fromLatin(cursor.take(cursor.u16("extended data length"), "extended data"))];
  cursor.finish("the record");
  return { samples, forceMax: channels.find(({ name }) => name === "F")?.max ?? null, comments };
}

type ChannelDescription = { readonly name: Channel; readonly perUnit: number; readonly max: number | null };

function samplePoints({ points, heightMm }: SignatureInk, length: Scale, time: Scale): Uint8Array[] {
  const perMm = length.perUnit / 1000;
  const perMs = time.perUnit / 1000;
  let elapsedTicks = 0;
  return points.map(({ x, y, t, p, down }: InkPoint) => {
    // Rounding the running time, not each pause, keeps the end of a long signature in place.
    const ticks = Math.max(elapsedTicks, Math.round(t * perMs));
    const pauseTicks = ticks - elapsedTicks;
    elapsedTicks = ticks;
    return joinBytes([
      u16(signedOffset + Math.round(x * perMm)),
      u16(signedOffset + Math.round((heightMm - y) * perMm)),
      u16(pauseTicks),
      u16(Math.round(Math.min(1, Math.max(0, p)) * forceFull)),
      u8(down ? 1 : 0),
    ]);
  });
}

function readChannel(cursor: ByteCursor, name: Channel): ChannelDescription {
  const flags = cursor.u8(`preamble of ${name}`);
  if ((flags & preamble.reserved) !== 0) cursor.fail(`a reserved bit in the preamble of ${name}`);
  if ((flags & preamble.constant) !== 0) cursor.fail(`channel ${name} is constant`);
  const perUnit = (flags & preamble.scale) === 0 ? 1 : readScale(cursor.u16(`scale of ${name}`));
  const statistic = (flag: number, field: string) => ((flags & flag) === 0 ? null : cursor.u16(`${field} of ${name}`));
  statistic(preamble.min, "minimum");
  const max = statistic(preamble.max, "maximum");
  statistic(preamble.mean, "mean");
  statistic(preamble.deviation, "deviation");
  return { name, perUnit, max };
}

function readSamples(cursor: ByteCursor, channels: readonly ChannelDescription[], count: number): readonly PenSample[] {
  let elapsedMs = 0;
  return Array.from({ length: count }, () => {
    const values = new Map(channels.map((channel) => [channel.name, readValue(cursor, channel)]));
    elapsedMs = values.has("T") ? (values.get("T") ?? 0) * 1000 : elapsedMs + (values.get("DT") ?? 0) * 1000;
    const tip = values.get("S");
    return {
      xMm: (values.get("X") ?? 0) * 1000,
      yMm: (values.get("Y") ?? 0) * 1000,
      tMs: elapsedMs,
      force: values.get("F") ?? null,
      isDown: tip === undefined ? null : tip === 1,
    };
  });
}

function readValue(cursor: ByteCursor, { name, perUnit }: ChannelDescription): number {
  if (name === "S") {
    const tip = cursor.u8("pen tip switch");
    return tip <= 1 ? tip : cursor.fail(`a pen tip switch of ${tip}`);
  }
  const stored = cursor.u16(`sample of ${name}`);
  return (signedChannels.includes(name) ? stored - signedOffset : stored) / perUnit;
}
