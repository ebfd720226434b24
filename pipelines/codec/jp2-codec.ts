import loadOpenJpeg, { type OpenJpeg } from "@cornerstonejs/codec-openjpeg/wasmjs";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { readJp2, wrapJp2 } from "./jp2-boxes.ts";
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
};

/** Encodes losslessly into a JP2 file. Costs some 10 ms a 100,000 pixels of processor time: run it off the main thread. */
export type EncodeJp2 = (image: Jp2Image) => Promise<Uint8Array>;

/** Decodes a JP2 file; costs about as much as encoding it. @throws BoothError `codec.invalid` when it is not whole */
export type DecodeJp2 = (bytes: Uint8Array) => Promise<DecodedJp2>;

/** Guards the decoder's 32-bit memory: the largest page scanned at 600 ppi stays below. */
export const jp2PixelsMax = 40_000_000;

/**
 * Lossless JPEG 2000 Part 1 in JP2 boxes: every pixel comes back. One layer, up to 6 resolutions.
 * @throws BoothError `codec.invalid` when the size is 0, too large, or does not fit the pixels
 */
export const encodeJp2: EncodeJp2 = async (image) => {
  const { widthPx, heightPx, channels, pixels } = image;
  if (pixels.length !== widthPx * heightPx * channels || pixels.length === 0) refuse("pixels do not fit the size");
  if (widthPx * heightPx > jp2PixelsMax) refuse(`more than ${jp2PixelsMax} pixels`);

  const { J2KEncoder } = await openJpeg();
  const encoder = new J2KEncoder();
  try {
    const frame = { width: widthPx, height: heightPx, bitsPerSample: 8, componentCount: channels, isSigned: false };
    encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: channels === 3 }).set(pixels);
    encoder.setQuality(true, 1);
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
};

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
