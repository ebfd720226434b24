export type ImageFormat = "png" | "jpeg" | "tiff" | "webp";

const signatures: readonly { readonly format: ImageFormat; readonly bytes: readonly (number | null)[] }[] = [
  { format: "png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: "jpeg", bytes: [0xff, 0xd8, 0xff] },
  { format: "tiff", bytes: [0x49, 0x49, 0x2a, 0x00] },
  { format: "tiff", bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { format: "webp", bytes: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
];

/** Tells an image file by its first bytes, whatever its name; null for anything else. */
export function recogniseImage(bytes: Uint8Array): ImageFormat | null {
  const match = signatures.find((signature) =>
    signature.bytes.every((value, index) => value === null || bytes[index] === value),
  );
  return match?.format ?? null;
}

/**
 * Where the image ends, by walking its container without decoding a pixel; null when the bytes run out first, as in a
 * file that was cut off. A TIFF has no end mark: its decoder has to tell.
 */
export function findImageEnd(bytes: Uint8Array, format: ImageFormat): number | null {
  switch (format) {
    case "png":
      return findPngEnd(bytes);
    case "jpeg":
      return findJpegEnd(bytes);
    case "webp":
      return within(bytes, 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true));
    case "tiff":
      return bytes.length;
    default:
      return format satisfies never;
  }
}

/** Chunks of length, type, data and check value up to the empty IEND (W3C PNG, third edition, 5.3 and 11.2.5). */
function findPngEnd(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endType = 0x49_45_4e_44;
  let offset = 8;
  while (offset + 12 <= bytes.length) {
    const next = offset + 12 + view.getUint32(offset);
    if (view.getUint32(offset + 4) === endType) return within(bytes, next);
    offset = next;
  }
  return null;
}

/** More than this between two markers is no slip of a camera's pen. */
const strayMaxBytes = 1_024;

/**
 * A JPEG without the bytes that some cameras leave between its marker segments. Every decoder passes them over, but ours
 * could not then be told to refuse worse. The bytes themselves where there are none.
 */
export function dropStrayBytes(jpeg: Uint8Array): Uint8Array {
  const strays: Stray[] = [];
  const end = findJpegEnd(jpeg, strays);
  if (end === null || strays.length === 0) return jpeg;
  const tidy = new Uint8Array(end - strays.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  let kept = 0;
  for (const { from, to } of [...strays, { from: end, to: end }]) {
    tidy.set(jpeg.subarray(at, from), kept);
    kept += from - at;
    at = to;
  }
  return tidy;
}

type Stray = { readonly from: number; readonly to: number };

/** Marker segments and entropy-coded data up to EOI (ITU-T T.81 | ISO/IEC 10918-1, B.1.1 and B.2). */
function findJpegEnd(bytes: Uint8Array, strays: Stray[] = []): number | null {
  let offset = 2;
  while (offset + 1 < bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (bytes[offset] !== 0xff) {
      const to = bytes.indexOf(0xff, offset);
      if (to === -1 || to - offset > strayMaxBytes) return null;
      strays.push({ from: offset, to });
      offset = to;
    } else if (marker === 0xd9) return offset + 2;
    else if (marker === 0xff) offset += 1;
    else if (standsAlone(marker)) offset += 2;
    else offset = endOfSegment(bytes, offset, marker);
  }
  return null;
}

/** The next marker after a segment; past a scan header, the next marker after the coded data that follows it. */
function endOfSegment(bytes: Uint8Array, offset: number, marker: number): number {
  const lengthBytes = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
  let end = offset + 2 + Math.max(2, lengthBytes);
  const startOfScan = 0xda;
  if (marker !== startOfScan) return end;
  while (end < bytes.length && !isMarkerAt(bytes, end)) end += 1;
  return end;
}

/** In coded data FF 00 is a data byte, and restart markers belong to the data. */
function isMarkerAt(bytes: Uint8Array, offset: number): boolean {
  const next = bytes[offset + 1] ?? 0;
  return bytes[offset] === 0xff && next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function within(bytes: Uint8Array, end: number): number | null {
  return end <= bytes.length ? end : null;
}
