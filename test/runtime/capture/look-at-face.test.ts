import { describe, expect, it } from "vitest";
import type { FaceCameraFrame } from "../../../drivers/face-camera/face-camera-driver.ts";
import { createNewestSlot } from "../../../drivers/transport/newest-slot.ts";
import type { FaceTrack } from "../../../pipelines/face/guidance/face-track.ts";
import type { SeenFrame } from "../../../runtime/capture/look.ts";
import { lookAtFace } from "../../../runtime/capture/look-at-face.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { createManualClock } from "../../manual-clock.ts";
import { fakeDevice } from "./fake-device.ts";
import { faceAssessment, guided } from "./fake-pipelines.ts";
import { rgbImage } from "./stored-samples.ts";

/** A frame whose first two pixel values are what the fakes make of it: the guidance's score, then the portrait's. */
function frame(guidance: number, portrait = guidance, kind: Omit<FaceCameraFrame, "image"> = {}): FaceCameraFrame {
  const pixels = new Uint8Array(4 * 5 * 3);
  pixels.set([guidance, portrait]);
  return { image: { ...rgbImage(4, 5), pixels }, ...kind };
}

const view = (score: number) => frame(score, score, { isView: true });
const still = (score: number) => frame(0, score, { isStill: true });
const scoresIn = ({ pixels }: RgbImage) => [pixels[0] ?? 0, pixels[1] ?? 0] as const;

type Options = {
  readonly steadyFramesMin?: number;
  readonly lookMs?: number;
  readonly isWatched?: boolean;
  readonly frameMs?: number;
};

/** Looks at frames that the fakes score by their pixels; hands on what was asked of the pipelines and shown. */
async function look(frames: readonly FaceCameraFrame[], options: Options = {}) {
  const { steadyFramesMin = 2, lookMs = 60_000, isWatched = true, frameMs = 66 } = options;
  let nowMs = 0;
  const clock = { ...createManualClock(), monotonicMs: () => nowMs };
  const camera = fakeDevice<"portrait", FaceCameraFrame>(
    frames.map((one) => () => {
      nowMs += frameMs;
      return one;
    }),
  );
  const guidedScores: number[] = [];
  const assessedScores: number[] = [];
  const shown: SeenFrame[] = [];
  const tracks: (FaceTrack | null)[] = [];
  const best = await lookAtFace({
    camera,
    pipelines: {
      guideFace: async ({ image, track, atMs }) => {
        const [score] = scoresIn(image);
        guidedScores.push(score);
        tracks.push(track);
        const next = { ...trackOf(image), framesSinceSearch: atMs };
        return { ...guided(image, score), track: score > 0 ? next : null };
      },
      assessPortrait: async (image) => {
        const [, score] = scoresIn(image);
        assessedScores.push(score);
        // As a photo that is handed over: nobody may need it afterwards.
        structuredClone(image, { transfer: [image.pixels.buffer as ArrayBuffer] });
        return { image: rgbImage(2, 3), assessment: faceAssessment(score), frame: null, isReduced: false };
      },
    },
    backdrop: "blue",
    clock,
    frameTimeoutMs: 900,
    target: "face",
    signal: new AbortController().signal,
    onFrame: isWatched ? (seen) => shown.push(seen) : undefined,
    burst: 3,
    policy: { lookMs, steadyFramesMin },
  });
  return { best, guidedScores, assessedScores, shown, tracks, camera };
}

function trackOf({ widthPx, heightPx }: RgbImage): FaceTrack {
  const toImage = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };
  return {
    widthPx,
    heightPx,
    region: { widthPx: 192, heightPx: 192, outside: "edge", toImage },
    framesSinceSearch: 0,
    sighting: { atMs: 0, points: [], interEyePx: 1 },
    backdrop: { colour: null, measures: {} as FaceTrack["backdrop"]["measures"], framesSince: 0 },
  };
}

describe("a look at a face", () => {
  it("guides by each live frame once, and assesses only the one that is taken", async () => {
    const { best, guidedScores, assessedScores, shown } = await look([frame(20), frame(30), frame(70), frame(80)]);
    expect(guidedScores).toEqual([20, 30, 70, 80]);
    expect(assessedScores).toEqual([80]);
    expect(best).toMatchObject({ score: 80, passed: true, image: { widthPx: 2, heightPx: 3 } });
    expect(shown.map(({ steadyRatio }) => steadyRatio)).toEqual([0, 0, 0.5, 1]);
    expect(shown.map(({ judgement }) => judgement.outline)).toEqual(Array(4).fill({ x: 1, y: 1, width: 5, height: 6 }));
  });

  it("reads colours by the calibration of the very camera, live and in the portrait, and by none without", async () => {
    const gains = { red: 0.8, blue: 1.4 };
    const usedBy = async (serial: string) => {
      const camera = fakeDevice<"portrait", FaceCameraFrame>([frame(70), frame(70)]);
      const used: unknown[] = [];
      await lookAtFace({
        camera: { ...camera, provenance: () => ({ ...camera.provenance(), serial }) },
        pipelines: {
          guideFace: async ({ image }, _backdrop, colourGains) => {
            used.push(colourGains);
            return guided(image, 70);
          },
          assessPortrait: async (_image, _backdrop, colourGains) => {
            used.push(colourGains);
            return { image: rgbImage(2, 3), assessment: faceAssessment(70), frame: null, isReduced: false };
          },
        },
        colourGainsOf: (provenance) => (provenance.serial === "CAM-1" ? gains : null),
        ...{ backdrop: "blue", clock: createManualClock(), frameTimeoutMs: 900, target: "face", onFrame: undefined },
        ...{ signal: new AbortController().signal, burst: 3, policy: { lookMs: 0, steadyFramesMin: 2 } },
      });
      return used;
    };
    expect(await usedBy("CAM-1")).toEqual([gains, gains, gains]);
    expect(await usedBy("CAM-2")).toEqual([null, null, null]);
  });

  it("releases the shutter only after so many good frames in a row, and keeps the best of those", async () => {
    const scores = [60, 90, 10, 70, 65, 20, 61, 64, 62];
    const { best, guidedScores, assessedScores } = await look(
      scores.map((score) => frame(score)),
      { steadyFramesMin: 3 },
    );
    expect(guidedScores).toEqual(scores);
    expect(assessedScores).toEqual([64]);
    expect(best.score).toBe(64);
  });

  it("of frames that are equally good keeps the sharper one", async () => {
    const frames = [frame(70, 50), frame(70, 51)];
    const { image: sharper } = frames[1] ?? frame(0);
    const taken: number[] = [];
    await lookAtFace({
      camera: fakeDevice<"portrait", FaceCameraFrame>(frames),
      pipelines: {
        guideFace: async ({ image }) => {
          const { guidance, ...rest } = guided(image, 70);
          const sharpnessNative = image === sharper ? 0.5 : 0.3;
          return { ...rest, guidance: { ...guidance, measures: { sharpnessNative } } };
        },
        assessPortrait: async (image) => {
          taken.push(scoresIn(image)[1]);
          return { image, assessment: faceAssessment(70), frame: null, isReduced: false };
        },
      },
      backdrop: "blue",
      clock: createManualClock(),
      frameTimeoutMs: 900,
      target: "face",
      signal: new AbortController().signal,
      onFrame: undefined,
      burst: 3,
      policy: { lookMs: 60_000, steadyFramesMin: 2 },
    });
    expect(taken).toEqual([51]);
  });

  it("goes on where a good frame makes no good portrait, says why, and tries the next best first", async () => {
    const frames = [frame(80, 30), frame(70, 20), frame(60, 75), frame(65, 76)];
    const { best, assessedScores, shown } = await look(frames);
    expect(assessedScores).toEqual([30, 20, 76]);
    expect(best).toMatchObject({ score: 76, passed: true });
    const told = shown.map(({ judgement, steadyRatio, frame: of }) => [
      judgement.score,
      steadyRatio,
      "image" in of && scoresIn(of.image as RgbImage)[0],
    ]);
    expect(told).toEqual([
      [80, 0.5, 80],
      [70, 1, 70],
      // The portrait's reasons, on the frame that is on the screen.
      [20, 0, 70],
      [60, 0.5, 60],
      [65, 1, 65],
    ]);
  });

  it("when its time is over assesses the best few, though none was steady, and keeps the best of them", async () => {
    const frames = [frame(10, 15), frame(39, 20), frame(30, 35), frame(38, 25), frame(20, 99), frame(90)];
    const { best, guidedScores, assessedScores } = await look(frames, { lookMs: 4.5 * 66 });
    expect(guidedScores).toEqual([10, 39, 30, 38, 20]);
    expect(assessedScores).toEqual([20, 25, 35]);
    expect(best).toMatchObject({ score: 35, passed: false });
  });

  it("keeps nothing of who was there before everybody had gone", async () => {
    const frames = [
      frame(39, 90),
      frame(90, 30),
      frame(0),
      frame(10, 15),
      frame(0),
      frame(12, 20),
      frame(11, 18),
      frame(0),
    ];
    const { best, assessedScores } = await look(frames);
    expect(assessedScores).toEqual([20, 18, 0]);
    expect(best).toMatchObject({ score: 20, isRecognised: true });
  });

  it("makes a capture even of a look that shows nobody, and has nothing to outline", async () => {
    const { best, shown } = await look([frame(0), frame(0)]);
    expect(best).toMatchObject({ score: 0, passed: false, isRecognised: false });
    expect(shown.map(({ judgement }) => judgement.outline)).toEqual([undefined, undefined]);
  });

  it("hands each frame what the one before it found", async () => {
    const { tracks } = await look([frame(20), frame(0), frame(30), frame(35)]);
    expect(tracks.map((track) => track?.framesSinceSearch ?? null)).toEqual([null, 66, null, 198]);
  });

  it("guides by live views and keeps none of them", async () => {
    const { best, guidedScores, assessedScores } = await look([view(99), view(98), view(97), frame(50), frame(51)]);
    expect(guidedScores).toEqual([99, 98, 97, 50, 51]);
    expect(assessedScores).toEqual([51]);
    expect(best.score).toBe(51);
  });

  it("spends nothing on live views that nobody follows", async () => {
    const { guidedScores } = await look([view(99), frame(50), view(98), frame(51)], { isWatched: false });
    expect(guidedScores).toEqual([50, 51]);
  });

  it("assesses every picture of a camera's own shutter at once, and passes the first good one", async () => {
    const { best, guidedScores, assessedScores, shown } = await look([view(90), still(10), view(91), still(60)]);
    expect(guidedScores).toEqual([90, 91]);
    expect(assessedScores).toEqual([10, 60]);
    expect(best).toMatchObject({ score: 60, passed: true });
    expect(shown.at(-1)).toMatchObject({ steadyRatio: 1, frame: { image: { widthPx: 2 } } });
  });

  it("stops at once when aborted, whatever it was doing", async () => {
    const reason = new Error("the resident left");
    for (const doing of ["guideFace", "assessPortrait"] as const) {
      const leaving = new AbortController();
      const leave = async () => leaving.abort(reason);
      const looking = lookAtFace({
        camera: fakeDevice<"portrait", FaceCameraFrame>([frame(80), frame(80)]),
        pipelines: {
          guideFace: async ({ image }) => {
            if (doing === "guideFace") await leave();
            return guided(image, 80);
          },
          assessPortrait: async (image) => {
            await leave();
            return { image, assessment: faceAssessment(80), frame: null, isReduced: false };
          },
        },
        backdrop: "blue",
        clock: createManualClock(),
        frameTimeoutMs: 900,
        target: "face",
        signal: leaving.signal,
        onFrame: undefined,
        burst: 3,
        policy: { lookMs: 60_000, steadyFramesMin: 1 },
      });
      await expect(looking).rejects.toBe(reason);
    }
  });
});

/** A camera that films on while nobody takes its frames: only the newest waits; its shutter's pictures wait their turn. */
function filmingCamera(filmed: readonly FaceCameraFrame[], dropped: number[]) {
  const newest = createNewestSlot<FaceCameraFrame>();
  const waiting = new Set<FaceCameraFrame>();
  let at = 0;
  const film = () => {
    const next = filmed[at];
    at += 1;
    if (next === undefined) return newest.end();
    if (next.isStill === true) stills.push(next);
    for (const late of waiting) dropped.push(scoresIn(late.image)[0]);
    waiting.clear();
    if (next.isStill !== true) {
      waiting.add(next);
      newest.put(next);
    }
  };
  const stills: FaceCameraFrame[] = [];
  const device = fakeDevice<"portrait", FaceCameraFrame>([]);
  return {
    film,
    camera: {
      ...device,
      frames: async function* () {
        for (;;) {
          const picture = stills.shift();
          if (picture !== undefined) {
            yield picture;
            continue;
          }
          if (waiting.size === 0) film();
          const frame = await newest.take();
          if (frame === null) return;
          waiting.delete(frame);
          yield frame;
        }
      },
    },
  };
}

it("with a slow worker drops live frames and never a capture", async () => {
  const dropped: number[] = [];
  const filmed = [...[1, 2, 3, 4, 5].map(view), still(20), ...[6, 7, 8].map(view), still(21), view(9), still(90)];
  const { camera, film } = filmingCamera(filmed, dropped);
  const guidedScores: number[] = [];
  const assessed: number[] = [];
  await lookAtFace({
    camera,
    pipelines: {
      // Three frames come while one is being looked at.
      guideFace: async ({ image }) => {
        for (let frames = 0; frames < 3; frames += 1) film();
        guidedScores.push(scoresIn(image)[0]);
        return guided(image, scoresIn(image)[0]);
      },
      assessPortrait: async (image) => {
        const [, score] = scoresIn(image);
        film();
        assessed.push(score);
        return { image, assessment: faceAssessment(score), frame: null, isReduced: false };
      },
    },
    backdrop: "blue",
    clock: createManualClock(),
    frameTimeoutMs: 900,
    target: "face",
    signal: new AbortController().signal,
    onFrame: () => undefined,
    burst: 3,
    policy: { lookMs: 60_000, steadyFramesMin: 1 },
  });
  expect(assessed).toEqual([20, 21, 90]);
  expect(dropped.length).toBeGreaterThanOrEqual(4);
  expect(new Set([...guidedScores, ...dropped]).size).toBe(guidedScores.length + dropped.length);
});
