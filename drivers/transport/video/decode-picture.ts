import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { decodeImage } from "../../recording/decode-image.ts";
import type { ImageLimits } from "../../recording/image-limits.ts";

const limits: ImageLimits = { fileSizeMaxBytes: 64 * 1_048_576, pixelsMax: 60_000_000, sideMaxPx: 12_000 };

/** A picture of a still camera, as a viewer shows it. @throws BoothError `driver.malformed` when it is none */
export async function decodePicture(device: string, bytes: Uint8Array): Promise<RgbImage> {
  try {
    const { widthPx, heightPx, pixels } = await decodeImage({ path: device, bytes, limits }, "seen");
    return { widthPx, heightPx, pixels };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    throw new BoothError("driver.malformed", { device, problem: "a picture that is none" }, { cause: error });
  }
}

/** A single frame of a live view may be damaged; null then. */
export async function decodeView(device: string, bytes: Uint8Array): Promise<RgbImage | null> {
  try {
    return await decodePicture(device, bytes);
  } catch (error) {
    if (error instanceof BoothError) return null;
    throw error;
  }
}
