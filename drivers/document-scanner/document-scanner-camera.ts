import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Provenance } from "../../runtime/kernel/device.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { PageImage, RgbImage } from "../../runtime/kernel/image.ts";
import { findPageFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { createPendingWork } from "../transport/pending-work.ts";
import { decodePicture } from "../transport/video/decode-picture.ts";
import { findMisfit } from "../transport/video/find-misfit.ts";
import { type CameraControls, lockControls } from "../transport/video/lock-controls.ts";
import { readStillCamera, type StillCamera, takeStill } from "../transport/video/still-camera.ts";
import { describeCommand, isMadeUp, type VideoSource } from "../transport/video/video-source.ts";
import { standardEndMs, watchVideo } from "../transport/video/watch-video.ts";
import type { DocumentScannerDriver, ScanTarget } from "./document-scanner-driver.ts";

/** Where a page's picture comes from. */
export type PageSource =
  | { readonly kind: "video"; readonly source: VideoSource; readonly controls: CameraControls }
  | { readonly kind: "still"; readonly camera: Omit<StillCamera, "clock" | "device" | "slowFactor"> };

export type CameraScannerOptions = {
  readonly clock: Clock;
  readonly page: PageSource;
  /** Of paper that lies where the camera looks; measured once with a ruler. */
  readonly resolutionPpi: number;
  readonly slowFactor: number;
};

const name = "document-scanner-camera";
const openTimeoutMs = 12_000;
const stallMs = 10_000;
/** The first frames are dark until the exposure has settled. */
const settlingFrames = 8;

/** A camera over a table as a scanner: one picture a look. Finding and straightening the page in it is the pipeline's work. */
export function createCameraScanner({
  clock,
  page,
  resolutionPpi,
  slowFactor,
}: CameraScannerOptions): DocumentScannerDriver {
  const running = createPendingWork();
  const still = (camera: Omit<StillCamera, "clock" | "device" | "slowFactor">) => ({
    ...camera,
    ...{ device: name, clock, slowFactor },
  });
  const takeFrame = async (
    source: VideoSource,
    skipFrames: number,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> => {
    const program = {
      device: name,
      clock,
      command: describeCommand(source),
      stallMs: stallMs * slowFactor,
      skipFrames,
      endTimeoutMs: standardEndMs * slowFactor,
      running,
    };
    for await (const jpeg of watchVideo(program, signal)) return jpeg;
    return null;
  };
  return createFrameSession<ScanTarget, { readonly image: PageImage }>({
    name,
    clock,
    provenance: describe(page, resolutionPpi),
    openTimeoutMs: openTimeoutMs * slowFactor,
    findFault: ({ image }) => findPageFault(image),
    open: async (signal) => {
      if (page.kind === "still") {
        const { model, serial } = await readStillCamera(still(page.camera), signal);
        return { ...describe(page, resolutionPpi), model, serial, isSimulated: serial.startsWith("EMU-") };
      }
      const { source, controls } = page;
      if (source.kind === "v4l2") await lockControls({ device: name, path: source.path, slowFactor }, controls, signal);
      await takeFrame(source, 0, signal);
      return describe(page, resolutionPpi);
    },
    close: running.settled,
    look: async function* look(_paper, signal) {
      const jpeg =
        page.kind === "still"
          ? await takeStill(still(page.camera), signal)
          : await takeFrame(page.source, isMadeUp(page.source) ? 0 : settlingFrames, signal);
      if (jpeg === null) return;
      const image: RgbImage = await decodePicture(name, jpeg);
      const problem = page.kind === "video" ? findMisfit(image, page.source) : null;
      if (problem !== null) throw new BoothError("driver.malformed", { device: name, problem });
      yield { image: { ...image, resolutionPpi } };
    },
  }).source;
}

function describe(page: PageSource, nativePpi: number): Provenance {
  const isSimulated = page.kind === "video" && isMadeUp(page.source);
  const path = page.kind === "video" && page.source.kind === "v4l2" ? page.source.path.split("/").at(-1) : undefined;
  return {
    driver: name,
    model: path ?? `camera (${page.kind})`,
    serial: isSimulated ? "EMU-PAGE-CAMERA" : "unknown",
    firmware: "unknown",
    hardwareId: null,
    nativePpi,
    bitDepth: 8,
    isCertified: false,
    isSimulated,
  };
}
