import { type ByteCursor, createByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { fromLatin } from "../../../pipelines/codec/byte-parts.ts";
import { derTag } from "../../kernel/der-writer.ts";
import { BoothError } from "../../kernel/errors.ts";

/** One encoded value. */
export type DerValue = {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content as they stand. */
  readonly encoded: Uint8Array;
};

/** Reads the members of a constructed value one after another. */
export type DerReader = {
  /** @throws BoothError `package.invalid` when the next member has another tag, or there is none */
  readonly next: (tag: number, field: string) => DerValue;
  /** The next member when it has this tag, else null and nothing is consumed. */
  readonly optional: (tag: number) => DerValue | null;
  /** The next member whatever it is. */
  readonly any: (field: string) => DerValue;
  readonly isAtEnd: () => boolean;
  readonly finish: (what: string) => void;
};

const lengthOctetsMax = 4;

/** Reads a single value that fills all the bytes. @throws BoothError `package.invalid` */
export function readDer(bytes: Uint8Array, tag: number, field: string): DerValue {
  const reader = openDer(bytes);
  const value = reader.next(tag, field);
  reader.finish(field);
  return value;
}

/**
 * Strict DER: definite lengths in their shortest form, nothing past the end.
 * @throws BoothError `package.invalid` from the reader's functions
 */
export function openDer(content: Uint8Array): DerReader {
  const cursor = createByteCursor(content, refuse);
  let peeked: DerValue | null = null;
  const take = (field: string) => {
    const value = peeked ?? readValue(content, cursor, field);
    peeked = null;
    return value;
  };
  const isAtEnd = () => peeked === null && cursor.remaining() === 0;
  return {
    next: (tag, field) => {
      const value = take(field);
      return value.tag === tag ? value : refuse(cursor.offset(), `${field} has tag ${value.tag}, not ${tag}`);
    },
    optional: (tag) => {
      if (isAtEnd()) return null;
      peeked = take("an optional member");
      return peeked.tag === tag ? take("an optional member") : null;
    },
    any: take,
    isAtEnd,
    finish: (what) => {
      if (!isAtEnd()) refuse(cursor.offset(), `more follows after ${what}`);
    },
  };
}

/** The members of a constructed value. */
export function membersOf(value: DerValue): DerReader {
  return openDer(value.content);
}

/** The dotted form. @throws BoothError `package.invalid` */
export function readObjectIdentifier(reader: DerReader, field: string): string {
  const { content } = reader.next(derTag.objectIdentifier, field);
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 256) refuse(0, `${field}: an arc too large`);
    if ((octet & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join(".");
}

/** A whole number from 0 to 127. */
export function readSmallInteger(reader: DerReader, field: string): number {
  const { content } = reader.next(derTag.integer, field);
  const [value = 0x80] = content;
  return content.length === 1 && value < 0x80 ? value : refuse(0, `${field} is not a small number`);
}

/** UTCTime or GeneralizedTime to the second, as UTC ISO 8601. */
export function readTime(reader: DerReader, field: string): string {
  const { tag, content } = reader.any(field);
  if (tag !== derTag.utcTime && tag !== derTag.generalizedTime) refuse(0, `${field} is not a time`);
  const text = fromLatin(content);
  const century = tag === derTag.generalizedTime ? "" : text < "50" ? "20" : "19";
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text);
  const [, year, month, day, hour, minute, second] = match ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return match !== null && !Number.isNaN(at.getTime()) ? at.toISOString() : refuse(0, `${field} is not a time`);
}

function readValue(content: Uint8Array, cursor: ByteCursor, field: string): DerValue {
  const start = cursor.offset();
  const tag = cursor.u8(field);
  if ((tag & 0x1f) === 0x1f) refuse(start, `${field} has a tag of several bytes`);
  const body = cursor.take(readLength(cursor, field), field);
  return { tag, content: body, encoded: content.subarray(start, cursor.offset()) };
}

function readLength(cursor: ByteCursor, field: string): number {
  const first = cursor.u8(`length of ${field}`);
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > lengthOctetsMax) cursor.fail(`${field} has an indefinite or oversized length`);
  const length = cursor.take(octets, `length of ${field}`).reduce((value, octet) => value * 256 + octet, 0);
  const isShortest = length >= (octets === 1 ? 0x80 : 256 ** (octets - 1));
  return isShortest ? length : cursor.fail(`${field} has a length that is not in its shortest form`);
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("package.invalid", { problem: `${problem}, at byte ${offsetBytes} of its part` });
}
