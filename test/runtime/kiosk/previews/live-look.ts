import sharp from "sharp";
import { createFaceCameraPage } from "../../../../drivers/face-camera/face-camera-page.ts";
import { defaultFaceScene } from "../../../../drivers/face-camera/face-scene.ts";
import { createPageCamera, type PageCamera, type PageCameraFeed } from "../../../../drivers/face-camera/page-camera.ts";
import { renderFace } from "../../../../drivers/face-camera/render-face.ts";
import { type AttemptResult, createCaptureStation } from "../../../../runtime/capture/capture-station.ts";
import type { Pipelines } from "../../../../runtime/capture/pipelines.ts";
import { loadCanonicalFace } from "../../../../runtime/inference/load-canonical-face.ts";
import { createSystemClock } from "../../../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { createPreviewFeed } from "../../../../runtime/kiosk/previews/preview-feed.ts";
import { unpackPicture } from "../../../../runtime/kiosk/wire/picture-message.ts";
import { fakeDevice } from "../../capture/fake-device.ts";

export type LiveLook = {
  readonly result: AttemptResult;
  /** From a frame's arrival at the booth to its leaving with its words, milliseconds. */
  readonly latenciesMs: readonly number[];
  readonly headers: readonly ShownHeader[];
  readonly durationMs: number;
};
export type ShownHeader = {
  readonly advice: { readonly code: string } | null;
  readonly passed: boolean;
  readonly outline: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
};

const cameraIntervalMs = 1_000 / 15;
const limits = {
  fingerprintScoreMin: 40,
  irisScoreMin: 60,
  faceScoreMin: 0,
  signatureScoreMin: 0,
  attemptsMax: 3,
  fingersBy: "finger",
} as const;

/**
 * One look at somebody who comes nearer, turns and then stands still, through the page's camera, the real pipelines and the
 * preview feed: everything that the booth's own thread does while a face is on the screen.
 * @param frames how many frames they take to stand still
 * @param postures as `drawPostures` draws them
 */
export async function lookLive(
  pipelines: Pipelines,
  { postures, frames }: { readonly postures: readonly Uint8Array[]; readonly frames: number },
): Promise<LiveLook> {
  const clock = createSystemClock();
  const camera = filmResident(postures, frames);
  const station = createCaptureStation({
    devices: {
      faceCamera: createFaceCameraPage({ clock, camera }),
      fingerprint: fakeDevice([]),
      irisCamera: fakeDevice([]),
      signaturePad: fakeDevice([]),
    },
    pipelines,
    clock,
    frameTimeoutMs: 10_000,
    burstFramesMax: 3,
    live: { lookMs: 60_000, steadyFramesMin: 4 },
  });
  const feed = createPreviewFeed({ limits, clock, logger: createSilentLogger() });
  const latenciesMs: number[] = [];
  const headers: ShownHeader[] = [];
  feed.onPicture((message) => {
    const header = unpackPicture(new Uint8Array(message))?.header as ShownHeader & { readonly capturedAt: string };
    latenciesMs.push(Date.now() - Date.parse(header.capturedAt));
    headers.push(header);
  });
  const startMs = performance.now();
  const { signal } = new AbortController();
  const result = await station.attempt("face", { backdrop: "blue", signal, onFrame: feed.show });
  return { result, latenciesMs, headers, durationMs: performance.now() - startMs };
}

/** Three postures of one person, as a webcam sends them: 1280×720, JPEG. */
export async function drawPostures(modelsDir: string): Promise<readonly Uint8Array[]> {
  const canonicalFace = await loadCanonicalFace(modelsDir);
  const scene = { ...defaultFaceScene, widthPx: 1_280, heightPx: 720, distanceMm: 700 };
  const scenes = [{ ...scene, distanceMm: 1_750 }, { ...scene, pose: { yawDeg: 17, pitchDeg: 0, rollDeg: 0 } }, scene];
  return Promise.all(
    scenes.map(async (one) => {
      const { widthPx, heightPx, pixels } = (await renderFace(canonicalFace, one)).image;
      const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
      return new Uint8Array(await sharp(pixels, { raw }).jpeg({ quality: 85 }).toBuffer());
    }),
  );
}

/** A page that sends a frame when the last one is taken, and no more than 15 a second. */
function filmResident(postures: readonly Uint8Array[], frames: number): PageCamera & PageCameraFeed {
  const camera = createPageCamera();
  let sequence = 0;
  let dueMs = 0;
  const send = () => {
    if (!camera.isWanted()) return;
    const step = Math.min(postures.length - 1, Math.floor((sequence * (postures.length - 1)) / frames));
    sequence += 1;
    dueMs = performance.now() + cameraIntervalMs;
    camera.offer(postures[step] ?? new Uint8Array(0), sequence);
  };
  const sendWhenDue = () => setTimeout(send, Math.max(0, dueMs - performance.now()));
  camera.onWant((isWanted) => isWanted && sendWhenDue());
  camera.onTaken(sendWhenDue);
  camera.setState("ready");
  return camera;
}
