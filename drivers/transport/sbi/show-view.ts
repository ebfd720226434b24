import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { decodeImage } from "../../recording/decode-image.ts";
import type { ImageLimits } from "../../recording/image-limits.ts";
import type { LiveView } from "./view-live.ts";

const viewLimits: ImageLimits = { fileSizeMaxBytes: 8 * 1_048_576, pixelsMax: 12_000_000, sideMaxPx: 6_000 };
const settled = Symbol("settled");

/** The live view's images, newest first come, until `until` settles either way or the view is over. */
export async function* showView(device: string, view: LiveView, until: Promise<unknown>): AsyncGenerator<RgbImage> {
  const end = until.then(
    () => settled,
    () => settled,
  );
  for (;;) {
    const next = await Promise.race([end, view.next()]);
    if (next === null || typeof next === "symbol") return;
    const image = await decode(device, next);
    if (image !== null) yield image;
  }
}

/** One that cannot be decoded is passed over: another comes at once. */
async function decode(path: string, bytes: Uint8Array): Promise<RgbImage | null> {
  try {
    const { widthPx, heightPx, pixels } = await decodeImage({ path, bytes, limits: viewLimits }, "seen");
    return { widthPx, heightPx, pixels };
  } catch (error) {
    if (error instanceof BoothError) return null;
    throw error;
  }
}
