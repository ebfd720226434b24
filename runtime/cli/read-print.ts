import { readBmp } from "../../drivers/fingerprint/read-bmp.ts";
import { biometricImageLimits } from "../../drivers/recording/image-limits.ts";
import { readBoundedFile } from "../../drivers/recording/read-bounded-file.ts";
import { readGrayImage, trustResolution } from "../../drivers/recording/read-image-file.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { type DecodedWsq, decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { isWsq, wsqDefaultPpi } from "../../pipelines/codec/wsq/wsq-format.ts";
import { BoothError, isFailure } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";

/**
 * A fingerprint from a WSQ, gray JPEG 2000 (JP2), BMP or other image file, told apart by what is in them.
 * @param unstatedPpi taken where the file states no resolution that a scanner would
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`
 */
export async function readPrint(path: string, unstatedPpi: number = wsqDefaultPpi): Promise<GrayImage> {
  const bytes = await readBoundedFile(path, biometricImageLimits.fileSizeMaxBytes);
  if (isWsq(bytes)) return decodeNamed(path, bytes, unstatedPpi).image;
  if (isBmp(bytes)) return readNamedBmp(path, bytes, unstatedPpi);
  if (isJp2(bytes)) return readNamedJp2(path, bytes, unstatedPpi);
  return readGrayImage(path, { resolutionPpi: unstatedPpi });
}

/**
 * A WSQ file and nothing else.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`
 */
export async function readWsqFile(path: string): Promise<DecodedWsq> {
  return decodeNamed(path, await readBoundedFile(path, biometricImageLimits.fileSizeMaxBytes), wsqDefaultPpi);
}

/** A codec knows no file; whoever reads its failure has to. */
function decodeNamed(path: string, bytes: Uint8Array, unstatedPpi: number): DecodedWsq {
  try {
    return decodeWsq(bytes, unstatedPpi);
  } catch (error) {
    if (!isFailure(error, "codec.invalid")) throw error;
    throw new BoothError("image.invalid", { path, problem: `WSQ: ${error.detail.problem}` }, { cause: error });
  }
}

function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

function readNamedBmp(path: string, bytes: Uint8Array, unstatedPpi: number): GrayImage {
  const image = readBmp(bytes);
  if (typeof image === "string") throw new BoothError("image.invalid", { path, problem: `BMP: ${image}` });
  return { ...image, resolutionPpi: trustResolution(image.resolutionPpi) ?? unstatedPpi };
}

/** The signature box of ISO/IEC 15444-1, I.5.1. */
function isJp2(bytes: Uint8Array): boolean {
  return [0x6a, 0x50, 0x20, 0x20].every((byte, index) => bytes[4 + index] === byte);
}

async function readNamedJp2(path: string, bytes: Uint8Array, unstatedPpi: number): Promise<GrayImage> {
  try {
    const { widthPx, heightPx, channels, pixels, resolutionPpi } = await decodeJp2(bytes);
    if (channels !== 1) throw new BoothError("image.invalid", { path, problem: "JPEG 2000: a print is gray" });
    return { widthPx, heightPx, resolutionPpi: trustResolution(resolutionPpi) ?? unstatedPpi, pixels };
  } catch (error) {
    if (!isFailure(error, "codec.invalid")) throw error;
    throw new BoothError("image.invalid", { path, problem: `JPEG 2000: ${error.detail.problem}` }, { cause: error });
  }
}
