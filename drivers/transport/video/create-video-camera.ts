import type { Clock } from "../../../runtime/kernel/clock.ts";
import type { FrameSource, Provenance } from "../../../runtime/kernel/device.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { decodeImage } from "../../recording/decode-image.ts";
import type { ImageLimits } from "../../recording/image-limits.ts";
import { createFrameSession } from "../frame-session.ts";
import { createPendingWork } from "../pending-work.ts";
import { watchPresence } from "../watch-presence.ts";
import { findMisfit } from "./find-misfit.ts";
import { identifyCamera } from "./identify-camera.ts";
import { isCameraThere } from "./is-camera-there.ts";
import { type CameraControls, lockControls } from "./lock-controls.ts";
import { describeCommand, isMadeUp, type VideoSource } from "./video-source.ts";
import { standardEndMs, type VideoProgram, watchVideo } from "./watch-video.ts";

export type VideoCameraOptions = {
  readonly clock: Clock;
  readonly source: VideoSource;
  readonly controls: CameraControls;
  readonly slowFactor: number;
};

/** What one use of a camera fixes. */
export type VideoCameraKind<Frame> = {
  readonly name: string;
  readonly toFrame: (image: RgbImage) => Frame;
  readonly findFault: (frame: Frame) => string | null;
};

const imageLimits: ImageLimits = { fileSizeMaxBytes: 16 * 1_048_576, pixelsMax: 40_000_000, sideMaxPx: 10_000 };
/** Single frames arrive damaged from time to time; a camera that sends nothing else is out of use. */
const damagedMax = 5;
const settlingFrames = 8;
const stallPeriods = 3;
const stallSlackMs = 2_000;
/** A camera that has just got power takes its time for the first frame. */
const firstFrameMs = 8_000;
const releaseTimeoutMs = 2_000;
/** How often an idle camera is looked for: made-up ones do not go away. */
const presenceIntervalMs: Readonly<Record<VideoSource["kind"], number>> = {
  ...{ v4l2: 1_000, lavfi: 60_000, still: 60_000 },
};

/**
 * A camera through ffmpeg. It streams only while somebody looks: an idle booth does not decode. Opening it takes one frame,
 * which proves that nobody else has it.
 */
export function createVideoCamera<Target, Frame>(
  { name, toFrame, findFault }: VideoCameraKind<Frame>,
  { clock, source, controls, slowFactor }: VideoCameraOptions,
): FrameSource<Target, Frame> {
  const provenance = describe(name, source);
  const running = createPendingWork();
  const openTimeoutMs = (firstFrameMs + stallSlackMs) * slowFactor;
  const program: VideoProgram = {
    device: name,
    clock,
    command: describeCommand(source),
    stallMs: stallTime(source) * slowFactor,
    skipFrames: isMadeUp(source) ? 0 : settlingFrames,
    endTimeoutMs: standardEndMs * slowFactor,
    running,
  };
  const session = createFrameSession<Target, Frame>({
    name,
    clock,
    provenance,
    openTimeoutMs,
    findFault,
    open: async (signal) => {
      if (source.kind === "v4l2") await lockControls({ device: name, path: source.path, slowFactor }, controls, signal);
      // How long a camera may be silent at first is the opening's own time.
      for await (const _ of watchVideo({ ...program, skipFrames: 0, stallMs: 2 * openTimeoutMs }, signal)) break;
      // Nobody tells a program that has closed the camera's file of its going.
      void watchPresence({
        ...{ clock, signal, lose: session.lose },
        intervalMs: presenceIntervalMs[source.kind] * slowFactor,
        isInUse: () => session.source.health().state === "busy",
        isThere: () => isCameraThere(source),
      });
      return source.kind === "v4l2" ? { ...provenance, ...(await identifyCamera(source.path)) } : provenance;
    },
    close: running.settled,
    releaseTimeoutMs: releaseTimeoutMs * slowFactor,
    look: async function* look(_target, signal) {
      let damaged = 0;
      for await (const jpeg of watchVideo(program, signal)) {
        const image = await decode(name, jpeg);
        damaged = image === null ? damaged + 1 : 0;
        const problem = image === null && damaged >= damagedMax ? "no images" : findMisfit(image, source);
        if (problem !== null) throw new BoothError("driver.malformed", { device: name, problem });
        if (image !== null) yield toFrame(image);
      }
    },
  });
  return session.source;
}

function stallTime(source: VideoSource): number {
  const framesPerSecond = "framesPerSecond" in source ? source.framesPerSecond : 10;
  return Math.max(firstFrameMs, (stallPeriods * 1_000) / framesPerSecond + stallSlackMs);
}

async function decode(path: string, bytes: Uint8Array): Promise<RgbImage | null> {
  try {
    const { widthPx, heightPx, pixels } = await decodeImage({ path, bytes, limits: imageLimits }, "seen");
    return { widthPx, heightPx, pixels };
  } catch (error) {
    if (error instanceof BoothError) return null;
    throw error;
  }
}

function describe(driver: string, source: VideoSource): Provenance {
  const isSimulated = isMadeUp(source);
  return {
    driver,
    model: nameModel(source),
    serial: isSimulated ? `EMU-${source.kind.toUpperCase()}` : "unknown",
    firmware: "unknown",
    hardwareId: null,
    nativePpi: null,
    bitDepth: 8,
    isCertified: false,
    isSimulated,
  };
}

function nameModel(source: VideoSource): string {
  if (source.kind === "v4l2") return source.path.split("/").at(-1) ?? "camera";
  return `ffmpeg ${source.kind}`;
}
