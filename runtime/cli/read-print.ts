import { biometricImageLimits } from "../../drivers/recording/image-limits.ts";
import { readBoundedFile } from "../../drivers/recording/read-bounded-file.ts";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { type DecodedWsq, decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { isWsq, wsqDefaultPpi } from "../../pipelines/codec/wsq/wsq-format.ts";
import { BoothError, isFailure } from "../kernel/errors.ts";
import type { GrayImage } from "../kernel/image.ts";

/**
 * A fingerprint from a WSQ file or from an image file, told apart by what is in them.
 * @param unstatedPpi taken where the file states no resolution that a scanner would
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `image.invalid`, `image.size`
 */
export async function readPrint(path: string, unstatedPpi: number = wsqDefaultPpi): Promise<GrayImage> {
  const bytes = await readBoundedFile(path, biometricImageLimits.fileSizeMaxBytes);
  if (isWsq(bytes)) return decodeNamed(path, bytes, unstatedPpi).image;
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
