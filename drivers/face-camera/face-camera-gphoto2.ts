import type { Provenance } from "../../runtime/kernel/device.ts";
import { isFailure } from "../../runtime/kernel/errors.ts";
import { findRgbFault } from "../transport/find-frame-fault.ts";
import { createFrameSession } from "../transport/frame-session.ts";
import { createPendingWork, type PendingWork } from "../transport/pending-work.ts";
import { decodePicture, decodeView } from "../transport/video/decode-picture.ts";
import {
  gphotoCommand,
  isStillCameraThere,
  readStillCamera,
  type StillCamera,
  type StillCameraFacts,
  takeStill,
} from "../transport/video/still-camera.ts";
import { standardEndMs, watchVideo } from "../transport/video/watch-video.ts";
import { watchPresence } from "../transport/watch-presence.ts";
import type { FaceCameraDriver, FaceCameraFrame } from "./face-camera-driver.ts";

export type Gphoto2Options = Omit<StillCamera, "device"> & {
  /** How long the live view is shown before each picture; 0 for a camera that has none. */
  readonly viewMs: number;
};

const name = "face-camera-gphoto2";
const openTimeoutMs = 10_000;
const viewStallMs = 4_000;
/** Each time costs a program that lists cameras. */
const presenceIntervalMs = 5_000;

/**
 * A still camera through gphoto2: its live view guides, its pictures at full resolution count. Only one of the two at a time
 * can have the camera, so that the view stands still while a picture is taken.
 */
export function createFaceCameraGphoto2(options: Gphoto2Options): FaceCameraDriver {
  const { clock, slowFactor, viewMs } = options;
  const camera: StillCamera = { ...options, device: name };
  const running = createPendingWork();
  const { source, lose } = createFrameSession<"portrait", FaceCameraFrame>({
    name,
    clock,
    provenance: describe({ model: "unknown", serial: "unknown", firmware: "unknown" }),
    openTimeoutMs: openTimeoutMs * slowFactor,
    findFault: ({ image }) => findRgbFault(image),
    open: async (signal) => {
      const facts = await readStillCamera(camera, signal);
      void watchPresence({
        ...{ clock, signal, lose },
        intervalMs: presenceIntervalMs * slowFactor,
        isInUse: () => source.health().state === "busy",
        isThere: () => isStillCameraThere(camera, signal),
      });
      return describe(facts);
    },
    close: running.settled,
    look: async function* look(_target, signal) {
      for (;;) {
        if (viewMs > 0) yield* view({ camera, running, viewMs }, signal);
        yield { image: await decodePicture(name, await takeStill(camera, signal)), isStill: true };
      }
    },
  });
  return source;
}

/** The live view for a while. A camera that cannot show one still takes pictures. */
async function* view(
  { camera, running, viewMs }: { readonly camera: StillCamera; readonly running: PendingWork; readonly viewMs: number },
  signal: AbortSignal,
): AsyncGenerator<FaceCameraFrame> {
  const { clock, slowFactor } = camera;
  const untilMs = clock.monotonicMs() + viewMs;
  const command = { ...(await gphotoCommand(camera, ["--stdout", "--capture-movie"])), framing: "bare" } as const;
  const program = {
    device: name,
    clock,
    command,
    stallMs: viewStallMs * slowFactor,
    skipFrames: 0,
    endTimeoutMs: standardEndMs * slowFactor,
    running,
  };
  try {
    for await (const jpeg of watchVideo(program, signal)) {
      const image = await decodeView(name, jpeg);
      if (image !== null) yield { image, isView: true };
      if (clock.monotonicMs() >= untilMs) return;
    }
  } catch (error) {
    // Whether the camera is still there, the picture will show.
    if (!isFailure(error, "driver.disconnected")) throw error;
  }
}

function describe(facts: StillCameraFacts): Provenance {
  const isSimulated = facts.serial.startsWith("EMU-");
  const sensor = { hardwareId: null, nativePpi: null, bitDepth: 8, isCertified: false };
  return { driver: name, ...facts, ...sensor, isSimulated };
}
