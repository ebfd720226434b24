import type { FaceCameraDriver, FaceCameraFrame } from "../../drivers/face-camera/face-camera-driver.ts";
import type { FaceRequest } from "../../pipelines/face/assess-face.ts";
import type { FaceTrack } from "../../pipelines/face/guidance/face-track.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import type { RgbImage } from "../kernel/image.ts";
import { copyInSlices } from "../kernel/in-slices.ts";
import type { ColourGainsOf } from "./camera-colours.ts";
import { type Candidate, holdBest } from "./hold-best.ts";
import { judgeFaceFrame, judgeLiveFace } from "./judge-frame.ts";
import { isBetter, isView, type Look, type TimedJudgement } from "./look.ts";
import type { Pipelines } from "./pipelines.ts";

type FaceLook = Look & {
  readonly camera: FaceCameraDriver;
  readonly pipelines: Pick<Pipelines, "guideFace" | "assessPortrait">;
  readonly backdrop: BackdropColour;
  /** Without it colours are read as the camera saw them. */
  readonly colourGainsOf?: ColourGainsOf;
};

/** So many of the best frames are held, of a good run and of the rest: 3 MB each, or 6. */
const heldMax = 3;

/**
 * One look at a face. Live frames are guided by in a single pass each, and a frame that comes while the last one is being
 * looked at is the camera's to drop; when so many good ones have come in a row that the shutter goes, the best is assessed in
 * full as the portrait it is cut to, and counts only if that passes too. A picture that a camera took by its own shutter
 * is assessed at once.
 */
export async function lookAtFace(look: FaceLook): Promise<TimedJudgement> {
  const { camera, clock, frameTimeoutMs, signal, onFrame } = look;
  if (camera.health().state !== "ready") await camera.open();
  const album = openAlbum(look);
  let track: FaceTrack | null = null;
  for await (const frame of camera.frames({ target: "portrait", timeoutMs: frameTimeoutMs, signal })) {
    const capturedAt = clock.nowAt();
    if (frame.isStill === true) {
      await album.addStill(frame, capturedAt);
    } else if (!isView(frame) || onFrame !== undefined) {
      const live = { ...frame, atMs: clock.monotonicMs(), track };
      const seen = await judgeLiveFace(look.pipelines, live, requestOf(look));
      signal.throwIfAborted();
      track = seen.track;
      await album.add({ ...seen.judgement, capturedAt, provenance: camera.provenance() }, isView(frame));
    }
    if (album.isOver()) break;
  }
  const best = await album.close();
  if (best === null)
    throw new BoothError("driver.malformed", { device: camera.name, problem: "ended without a frame" });
  return best;
}

/** Keeps the best of a look, and knows when enough has been seen. */
function openAlbum(look: FaceLook) {
  const { clock, policy, burst } = look;
  const startMs = clock.monotonicMs();
  const roll = holdRoll(look);
  let best: TimedJudgement | null = null;

  const keep = (judged: TimedJudgement) => {
    if (best === null || isBetter(judged, best)) best = judged;
  };
  const hasPassed = () => best?.passed === true;
  /** Assesses one after the other until one passes; says what the last one lacked. */
  const develop = async (candidates: readonly Candidate[]): Promise<TimedJudgement | null> => {
    let last: TimedJudgement | null = null;
    for (const { image, capturedAt } of candidates) {
      // The screen may still be reading the frame, so that a copy of it is handed over.
      last = await assess(look, { ...image, pixels: await copyInSlices(image.pixels) }, capturedAt);
      keep(last);
      if (last.passed) break;
    }
    return last;
  };
  return {
    add: async (live: Candidate, isViewOnly: boolean) => {
      if (!isViewOnly && roll.add(live).isSomebodyNew) best = null;
      show(look, live, { image: live.image, steadyRatio: roll.steadyRatio() });
      if (isViewOnly || roll.steadyRatio() < 1) return;
      const developed = await develop(roll.takeRun());
      if (developed === null || developed.passed) return;
      // The live picture passed and the portrait does not: it is told why, on the frame that is being looked at.
      const { capturedAt, outline, image } = live;
      show(
        look,
        { ...developed, capturedAt, ...(outline === undefined ? {} : { outline }) },
        { image, steadyRatio: 0 },
      );
    },
    addStill: async ({ image }: FaceCameraFrame, capturedAt: string) => {
      const still = await assess(look, image, capturedAt);
      roll.countStill();
      keep(still);
      show(look, still, { image: still.image, steadyRatio: Number(still.passed) });
    },
    isOver: () => hasPassed() || (roll.frames() >= burst && clock.monotonicMs() - startMs >= policy.lookMs),
    close: async (): Promise<TimedJudgement | null> => {
      if (!hasPassed()) await develop(roll.takeAll());
      return best;
    },
  };
}

/** The frames of a look that have not been assessed: good ones in a row, from which the shutter takes, and the best others. */
function holdRoll({ policy: { steadyFramesMin } }: FaceLook) {
  const run = holdBest(heldMax);
  const others = holdBest(heldMax);
  let frames = 0;
  let steady = 0;
  let wasSeen = false;
  return {
    add: (live: Candidate): { readonly isSomebodyNew: boolean } => {
      // Whoever comes when nobody was there may be somebody else.
      const isSomebodyNew = live.isRecognised && !wasSeen;
      if (isSomebodyNew) others.take();
      wasSeen = live.isRecognised;
      frames += 1;
      steady = live.passed ? steady + 1 : 0;
      if (live.passed) run.add([live]);
      else others.add([...run.take(), live]);
      return { isSomebodyNew };
    },
    countStill: () => {
      frames += 1;
    },
    frames: () => frames,
    steadyRatio: () => Math.min(1, steady / steadyFramesMin),
    takeRun: (): readonly Candidate[] => {
      steady = 0;
      return run.take();
    },
    takeAll: (): readonly Candidate[] => {
      others.add(run.take());
      return others.take();
    },
  };
}

type Shown = { readonly image: RgbImage; readonly steadyRatio: number };

function show({ target, onFrame }: FaceLook, judgement: TimedJudgement, { image, steadyRatio }: Shown): void {
  onFrame?.({ target, frame: { image }, judgement, capturedAt: judgement.capturedAt, steadyRatio });
}

/** The photo is handed over. */
async function assess(look: FaceLook, photo: RgbImage, capturedAt: string): Promise<Candidate> {
  const { camera, pipelines, signal } = look;
  const provenance = camera.provenance();
  const judgement = await judgeFaceFrame(pipelines, photo, requestOf(look));
  signal.throwIfAborted();
  return { ...judgement, capturedAt, provenance };
}

/** By the colours of the very camera that is open now. */
function requestOf({ camera, backdrop, colourGainsOf }: FaceLook): FaceRequest {
  return { backdrop, colourGains: colourGainsOf?.(camera.provenance()) ?? null };
}
