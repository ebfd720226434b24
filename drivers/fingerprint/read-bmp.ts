/** A picture out of a BMP file, gray: 8-bit, row-major from the top, 0 = black. */
export type BmpImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** As the file states it; null where it states none, or another across than down. */
  readonly resolutionPpi: number | null;
  readonly pixels: Uint8Array;
};

const fileHeaderBytes = 14;
const infoHeader = { minBytes: 40, maxBytes: 124 } as const;
const sideMaxPx = 4_096;
const uncompressed = 0;
const paletteMax = 256;
const metresPerInch = 0.0254;

/**
 * Reads the BMP files that fingerprint services send: one plane, uncompressed, 8 bits with a palette, 24 or 32 bits,
 * rows from below or above. Colours are weighed by ITU-R BT.601 luma. What is wrong as a sentence, if anything; never
 * throws, and reads no pixel before all sizes hold.
 */
export function readBmp(bytes: Uint8Array): BmpImage | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < fileHeaderBytes + infoHeader.minBytes || view.getUint16(0) !== 0x424d) return "it is no BMP";
  const header = readHeader(view);
  const fault = findHeaderFault(header, bytes.length);
  if (fault !== null) return fault;
  const { widthPx, heightPx, bitsPerPixel } = header;
  const readSample = bitsPerPixel === 8 ? readGray(view, header) : readColour(bytes, bitsPerPixel / 8);
  return { widthPx, heightPx, resolutionPpi: header.resolutionPpi, pixels: readRows(header, readSample) };
}

/** The gray value of the sample `x` places behind `at`. */
type ReadSample = (at: number, x: number) => number;

function readRows(
  { widthPx, heightPx, pixelsAt, strideBytes, isFromBelow }: Header,
  readSample: ReadSample,
): Uint8Array {
  const pixels = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const at = pixelsAt + (isFromBelow ? heightPx - 1 - y : y) * strideBytes;
    for (let x = 0; x < widthPx; x += 1) pixels[y * widthPx + x] = readSample(at, x);
  }
  return pixels;
}

function readColour(bytes: Uint8Array, stepBytes: number): ReadSample {
  return (row, x) => {
    const at = row + x * stepBytes;
    return weighLuma(bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0);
  };
}

type Header = ReturnType<typeof readHeader>;

function readHeader(view: DataView) {
  const [widthPx, signedHeightPx] = [view.getInt32(18, true), view.getInt32(22, true)];
  const bitsPerPixel = view.getUint16(28, true);
  const infoBytes = view.getUint32(14, true);
  const [acrossPpm, downPpm] = [view.getInt32(38, true), view.getInt32(42, true)];
  return {
    ...{ widthPx, heightPx: Math.abs(signedHeightPx), isFromBelow: signedHeightPx > 0, infoBytes, bitsPerPixel },
    pixelsAt: view.getUint32(10, true),
    resolutionPpi: acrossPpm > 0 && acrossPpm === downPpm ? acrossPpm * metresPerInch : null,
    planes: view.getUint16(26, true),
    compression: view.getUint32(30, true),
    coloursUsed: view.getUint32(46, true) || paletteMax,
    paletteAt: fileHeaderBytes + infoBytes,
    /** Each row fills whole groups of 4 bytes. */
    strideBytes: Math.ceil((widthPx * bitsPerPixel) / 32) * 4,
  };
}

function findHeaderFault(header: Header, fileBytes: number): string | null {
  const { widthPx, heightPx, infoBytes, planes, compression, bitsPerPixel, pixelsAt, strideBytes } = header;
  if (infoBytes < infoHeader.minBytes || infoBytes > infoHeader.maxBytes) return "its header is of an unknown kind";
  if (planes !== 1 || compression !== uncompressed) return "it is compressed";
  if (![8, 24, 32].includes(bitsPerPixel)) return `it has ${bitsPerPixel} bits a pixel`;
  const isSane = widthPx >= 1 && heightPx >= 1 && widthPx <= sideMaxPx && heightPx <= sideMaxPx;
  if (!isSane) return `it is ${widthPx}×${heightPx} pixels`;
  const paletteBytes = bitsPerPixel === 8 ? 4 * header.coloursUsed : 0;
  if (header.coloursUsed > paletteMax || header.paletteAt + paletteBytes > pixelsAt) return "its palette does not fit";
  return pixelsAt + strideBytes * heightPx <= fileBytes ? null : "it is cut off";
}

function readGray(view: DataView, { paletteAt, coloursUsed }: Header): ReadSample {
  const gray = new Uint8Array(paletteMax);
  for (let index = 0; index < coloursUsed; index += 1) {
    const at = paletteAt + 4 * index;
    gray[index] = weighLuma(view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at));
  }
  return (row, x) => gray[view.getUint8(row + x)] ?? 0;
}

function weighLuma(red: number, green: number, blue: number): number {
  return Math.floor((299 * red + 587 * green + 114 * blue + 500) / 1_000);
}
