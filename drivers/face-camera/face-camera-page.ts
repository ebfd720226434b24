import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { decodeImage } from "../recording/decode-image.ts";
import { recogniseImage } from "../recording/find-image-end.ts";
import type { ImageLimits } from "../recording/image-limits.ts";
import { findRgbFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { createNewestSlot } from "../transport/newest-slot.ts";
import type { FaceCameraDriver, FaceCameraFrame } from "./face-camera-driver.ts";
import type { PageCamera } from "./page-camera.ts";

export type PageCameraOptions = { readonly clock: Clock; readonly camera: PageCamera };

const name = "face-camera-page";
/** A webcam's picture of four times Full HD; whatever is larger was not sent by our page. */
const imageLimits: ImageLimits = { fileSizeMaxBytes: 2_000_000, pixelsMax: 8_300_000, sideMaxPx: 4_096 };

const provenance: Provenance = {
  driver: name,
  model: "webcam of the page",
  serial: "unknown",
  firmware: "unknown",
  hardwareId: null,
  nativePpi: null,
  bitDepth: 8,
  isCertified: false,
  isSimulated: false,
};

/**
 * The webcam of the PC on which the page is shown. It films only while somebody looks: opening it proves that the page
 * may use one, not that it sees anything. One frame is judged while the next one is on its way, and never an older one.
 */
export function createFaceCameraPage({ clock, camera }: PageCameraOptions): FaceCameraDriver {
  let stopWatching: (() => void) | null = null;
  const session = createFrameSession<"portrait", FaceCameraFrame>({
    name,
    clock,
    provenance,
    findFault: ({ image }) => findRgbFault(image),
    open: async () => {
      stopWatching?.();
      const state = camera.state();
      if (state !== "ready") throw new BoothError("driver.disconnected", { device: name, reported: `page:${state}` });
      stopWatching = camera.onState((next) => {
        if (next !== "ready") session.lose();
      });
      return provenance;
    },
    close: async () => {
      stopWatching?.();
      stopWatching = null;
    },
    look: (_target, signal) => film(camera, signal),
  });
  return session.source;
}

type Arrival = { readonly jpeg: Uint8Array; readonly sequence: number };

async function* film(camera: PageCamera, signal: AbortSignal): AsyncGenerator<FaceCameraFrame> {
  const newest = createNewestSlot<Arrival>();
  const stopListening = camera.onFrame((jpeg, sequence) => newest.put({ jpeg, sequence }));
  signal.addEventListener("abort", newest.end, { once: true });
  camera.want(true);
  try {
    for (let frame = await newest.take(); frame !== null && !signal.aborted; frame = await newest.take()) {
      const image = await decode(frame.jpeg);
      // The page takes, packs and sends the next one while this one is being judged.
      camera.taken(frame.sequence);
      yield { image };
    }
  } finally {
    camera.want(false);
    stopListening();
    signal.removeEventListener("abort", newest.end);
  }
}

/** @throws BoothError `driver.malformed` for whatever is no whole JPEG image of a camera's size */
async function decode(bytes: Uint8Array): Promise<RgbImage> {
  const sizeBytes = bytes.length;
  if (sizeBytes > imageLimits.fileSizeMaxBytes) throw malformed(`a frame of ${sizeBytes} bytes`);
  if (recogniseImage(bytes) !== "jpeg") throw malformed("not a JPEG image");
  try {
    const { widthPx, heightPx, pixels } = await decodeImage({ path: name, bytes, limits: imageLimits }, "seen");
    return { widthPx, heightPx, pixels };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    throw malformed("problem" in error.detail ? String(error.detail.problem) : error.code, error);
  }
}

function malformed(problem: string, cause?: unknown): BoothError {
  return new BoothError("driver.malformed", { device: name, problem }, { cause });
}
