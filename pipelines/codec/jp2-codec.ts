import loadOpenJpeg, { type OpenJpeg } from "@cornerstonejs/codec-openjpeg/wasmjs";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { readJp2, wrapJp2 } from "./jp2-boxes.ts";
import { jp2PixelsMax } from "./jp2-limits.ts";
import { addCodestreamComment } from "./jpeg2000-codestream.ts";

/** Plain data, so that it can cross to a worker. `pixels.length === widthPx * heightPx * channels`. */
export type Jp2Image = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 = grey, 3 = sRGB, interleaved. 8 bits each. */
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
  /** Null when the camera's distance makes it meaningless. */
  readonly resolutionPpi: number | null;
  /** Goes into a comment marker of the image itself, so that it survives re-boxing; null for none. */
  readonly comment: string | null;
  /** Largest file wanted; where a lossless one is larger, detail is given up until it fits. Left out: lossless. */
  readonly limitBytes?: number;
};

/** Encodes into a JP2 file, losslessly unless a limit was given. Costs some 10 ms a 100,000 pixels of processor time: run it off the main thread. */
export type EncodeJp2 = (image: Jp2Image) => Promise<Uint8Array>;

/** Decodes a JP2 file; costs about as much as encoding it. @throws BoothError `codec.invalid` when it is not whole */
export type DecodeJp2 = (bytes: Uint8Array) => Promise<DecodedJp2>;

/** The coder aims at a size and may miss it by a little, the more so the smaller it is: then it aims lower, and soon much lower. */
const lossyAttemptsMax = 16;
const aimLowerRatios = [0.98, 0.98, 0.95] as const;
const aimMuchLowerRatio = 0.6;

/**
 * JPEG 2000 Part 1 in JP2 boxes. Lossless, where every pixel comes back, or the irreversible transform within
 * `limitBytes`, which every image that may be encoded fits from 10,000 bytes on. One layer, up to 6 resolutions.
 * @throws BoothError `codec.invalid` when the size is 0, too large, or does not fit the pixels, or nothing fits the limit
 */
export const encodeJp2: EncodeJp2 = async (image) => {
  const { widthPx, heightPx, channels, pixels } = image;
  if (pixels.length !== widthPx * heightPx * channels || pixels.length === 0) refuse("pixels do not fit the size");
  if (widthPx * heightPx > jp2PixelsMax) refuse(`more than ${jp2PixelsMax} pixels`);

  const lossless = await encodeOnce(image, null);
  const { limitBytes = Number.POSITIVE_INFINITY } = image;
  if (lossless.length <= limitBytes) return lossless;
  // The coder counts its own bytes alone: the boxes around them and our comment come on top.
  const commentBytes = image.comment === null ? 0 : 6 + image.comment.length;
  let aimBytes = limitBytes - commentBytes - (lossless.length - readJp2(lossless).codestream.length);
  for (let attempt = 0; attempt < lossyAttemptsMax; attempt += 1) {
    if (!(aimBytes >= 1)) break;
    const lossy = await encodeOnce(image, Math.max(1, pixels.length / aimBytes));
    if (lossy.length <= limitBytes) return lossy;
    aimBytes = Math.min(
      aimBytes * (aimLowerRatios[attempt] ?? aimMuchLowerRatio),
      Math.max(aimBytes - (lossy.length - limitBytes), aimBytes * aimMuchLowerRatio),
    );
  }
  return refuse(`does not fit ${limitBytes} bytes`);
};

/** @param rawPerEncoded how many times smaller than the pixels; null keeps every one of them */
async function encodeOnce(image: Jp2Image, rawPerEncoded: number | null): Promise<Uint8Array> {
  const { widthPx, heightPx, channels, pixels } = image;
  const { J2KEncoder } = await openJpeg();
  const encoder = new J2KEncoder();
  try {
    const frame = { width: widthPx, height: heightPx, bitsPerSample: 8, componentCount: channels, isSigned: false };
    encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: channels === 3 }).set(pixels);
    encoder.setQuality(rawPerEncoded === null, 1);
    if (rawPerEncoded !== null) encoder.setCompressionRatio(0, rawPerEncoded);
    encoder.setDecompositions(decompositions(Math.min(widthPx, heightPx)));
    encoder.encode();
    const codestream = new Uint8Array(encoder.getEncodedBuffer());
    const marked = image.comment === null ? codestream : addCodestreamComment(codestream, image.comment);
    return wrapJp2(marked, image.resolutionPpi);
  } catch (error) {
    throw asCodecFailure(error);
  } finally {
    encoder.delete();
  }
}

/** A decoded image with every comment it carries, the encoder's own included. */
export type DecodedJp2 = Omit<Jp2Image, "comment"> & { readonly comments: readonly string[] };

/**
 * Decodes a JP2 file of 8-bit grey or sRGB.
 * @throws BoothError `codec.invalid` when it is not whole
 */
export async function decodeJp2(bytes: Uint8Array): Promise<DecodedJp2> {
  const { widthPx, heightPx, channels, resolutionPpi, codestream, comments } = readJp2(bytes);
  if (widthPx * heightPx > jp2PixelsMax) refuse(`more than ${jp2PixelsMax} pixels`);

  const { J2KDecoder } = await openJpeg();
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const { width, height, componentCount } = decoder.getFrameInfo();
    // OpenJPEG reports a broken stream by an empty frame, not by an exception.
    if (width !== widthPx || height !== heightPx || componentCount !== channels) refuse("the tiles cannot be decoded");
    const pixels = new Uint8Array(decoder.getDecodedBuffer());
    if (pixels.length !== widthPx * heightPx * channels) refuse("the tiles are not complete");
    return { widthPx, heightPx, channels, pixels, resolutionPpi, comments };
  } catch (error) {
    throw asCodecFailure(error);
  } finally {
    decoder.delete();
  }
}

let loading: Promise<OpenJpeg> | undefined;

function openJpeg(): Promise<OpenJpeg> {
  const ignore = () => undefined;
  loading ??= loadOpenJpeg({ print: ignore, printErr: ignore });
  return loading;
}

/** OpenJPEG refuses more halvings than the shorter side allows; 5 is the common number. */
function decompositions(shorterPx: number): number {
  return Math.min(5, Math.floor(Math.log2(shorterPx)));
}

/** The library throws the address of a C++ exception: a bare number. */
function asCodecFailure(error: unknown): BoothError<"codec.invalid"> {
  if (error instanceof BoothError && error.code === "codec.invalid") return error;
  // A trap inside WebAssembly leaves its memory in doubt: the next call starts from a fresh instance.
  loading = undefined;
  return new BoothError("codec.invalid", { format: "JPEG 2000", problem: "the codec refused it" }, { cause: error });
}

function refuse(problem: string): never {
  throw new BoothError("codec.invalid", { format: "JPEG 2000", problem });
}
