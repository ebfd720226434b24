import { crc32 } from "node:zlib";
import { type ByteCursor, createByteCursor } from "../../pipelines/codec/byte-cursor.ts";
import { fromLatin, joinBytes, latin } from "../../pipelines/codec/byte-parts.ts";
import { BoothError } from "../kernel/errors.ts";
import { fileName } from "./manifest-schema.ts";

export type ArchiveFile = { readonly name: string; readonly bytes: Uint8Array };

/** More than any visit needs; a hostile archive stops here. */
export const archiveFilesMax = 1_000;

const localSignature = Uint8Array.of(0x50, 0x4b, 3, 4);
const centralSignature = Uint8Array.of(0x50, 0x4b, 1, 2);
const endSignature = Uint8Array.of(0x50, 0x4b, 5, 6);
const version = 10;
/** 1 January 1980, 00:00: the format's first moment. The true times are in the manifest. */
const fixedTime = u32(0x0021_0000);

/**
 * A stored ZIP (PKWARE APPNOTE 6.3) in the given order with a fixed time: the same files give the same bytes.
 * @throws BoothError `package.invalid` for a name outside the archive's own alphabet, a name twice, or too many files
 */
export function writeArchive(files: readonly ArchiveFile[]): Uint8Array {
  checkNames(files);
  const bodies = files.flatMap((file) => [localHeader(file), file.bytes]);
  return joinBytes([...bodies, ...directory(files)]);
}

/**
 * Reads an archive that `writeArchive` could have written, and no other: stored, contiguous, without comments, extras or
 * hidden bytes, its directory saying what its headers say.
 * @throws BoothError `package.invalid`
 */
export function readArchive(bytes: Uint8Array): readonly ArchiveFile[] {
  const cursor = createByteCursor(bytes, refuse);
  const files: ArchiveFile[] = [];
  while (isLocalHeaderNext(bytes, cursor)) {
    if (files.length === archiveFilesMax) cursor.fail(`more than ${archiveFilesMax} files`);
    files.push(readFile(bytes, cursor));
  }
  checkNames(files);
  cursor.expect(joinBytes(directory(files)), "the archive's directory");
  cursor.finish("the archive");
  return files;
}

function localHeader(file: ArchiveFile): Uint8Array {
  return joinBytes([localSignature, commonFields(file), latin(file.name)]);
}

function directory(files: readonly ArchiveFile[]): Uint8Array[] {
  let offset = 0;
  const entries = files.map((file) => {
    const entry = joinBytes([
      centralSignature,
      u16(version),
      commonFields(file),
      // Comment length, disk, internal and external attributes: none.
      new Uint8Array(2 + 2 + 2 + 4),
      u32(offset),
      latin(file.name),
    ]);
    offset += localHeader(file).length + file.bytes.length;
    return entry;
  });
  const sizeBytes = entries.reduce((total, entry) => total + entry.length, 0);
  const count = u16(files.length);
  const end = joinBytes([endSignature, new Uint8Array(4), count, count, u32(sizeBytes), u32(offset), u16(0)]);
  return [...entries, end];
}

/** The fields that local header and directory share: version, flags, method, time, CRC-32, sizes, name and extra length. */
function commonFields({ name, bytes }: ArchiveFile): Uint8Array {
  const size = u32(bytes.length);
  return joinBytes([u16(version), u16(0), u16(0), fixedTime, u32(crc32(bytes)), size, size, u16(name.length), u16(0)]);
}

function isLocalHeaderNext(bytes: Uint8Array, cursor: ByteCursor): boolean {
  const next = bytes.subarray(cursor.offset(), cursor.offset() + localSignature.length);
  return Buffer.compare(next, localSignature) === 0;
}

function readFile(bytes: Uint8Array, cursor: ByteCursor): ArchiveFile {
  const start = cursor.offset();
  cursor.take(4 + 2 + 2, "local header");
  if (littleEndian(cursor.take(2, "method")) !== 0) cursor.fail("a compressed file");
  cursor.take(4, "time");
  const checksum = littleEndian(cursor.take(4, "CRC-32"));
  cursor.take(4, "stored length");
  const lengthBytes = littleEndian(cursor.take(4, "length"));
  const nameBytes = littleEndian(cursor.take(2, "name length"));
  cursor.take(2, "extra length");
  const name = fromLatin(cursor.take(nameBytes, "name"));
  const file = { name, bytes: cursor.take(lengthBytes, "file") };
  if (crc32(file.bytes) !== checksum) cursor.fail(`a file that does not match its CRC-32`);
  const header = localHeader(file);
  if (Buffer.compare(bytes.subarray(start, start + header.length), header) !== 0) {
    refuse(start, "a local header with fields that this archive never has");
  }
  return file;
}

function checkNames(files: readonly ArchiveFile[]): void {
  const seen = new Set<string>();
  for (const { name } of files) {
    if (!fileName.safeParse(name).success) refuse(0, `file name ${JSON.stringify(name.slice(0, 120))}`);
    if (seen.has(name)) refuse(0, `${name} twice`);
    seen.add(name);
  }
  if (files.length > archiveFilesMax) refuse(0, `more than ${archiveFilesMax} files`);
}

/** ZIP alone of all formats here counts from the small end. */
function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("package.invalid", { problem: `archive: ${problem}, at byte ${offsetBytes}` });
}
