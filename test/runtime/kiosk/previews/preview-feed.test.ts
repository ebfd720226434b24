import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import type { SeenFrame } from "../../../../runtime/capture/look.ts";
import type { Box } from "../../../../runtime/kernel/geometry.ts";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { createPreviewFeed } from "../../../../runtime/kiosk/previews/preview-feed.ts";
import { unpackPicture } from "../../../../runtime/kiosk/wire/picture-message.ts";
import { createManualClock } from "../../../manual-clock.ts";
import { rgbImage } from "../../capture/stored-samples.ts";

const limits = {
  fingerprintScoreMin: 40,
  irisScoreMin: 60,
  faceScoreMin: 0,
  signatureScoreMin: 0,
  attemptsMax: 3,
  fingersBy: "finger",
} as const;

function seenFace(widthPx: number, heightPx: number, outline?: Box): SeenFrame {
  const image = rgbImage(widthPx, heightPx);
  return {
    target: "face",
    frame: { image },
    judgement: {
      score: 70,
      passed: false,
      isRecognised: true,
      reasons: [{ code: "too-far", value: 80, limit: 90 }],
      measures: {},
      findings: { modality: "face", geometry: null },
      image,
      ...(outline === undefined ? {} : { outline }),
    },
    capturedAt: "2026-01-02T03:04:05.678Z",
    steadyRatio: 0.25,
  };
}

function openFeed() {
  const feed = createPreviewFeed({ limits, clock: createManualClock(), logger: createSilentLogger() });
  const messages: Uint8Array[] = [];
  const leave = feed.onPicture((message) => messages.push(message));
  return { feed, messages, leave };
}

const read = (message: Uint8Array | undefined) => unpackPicture(new Uint8Array(message ?? []));

describe("a preview", () => {
  it("says of the picture that it sends how large it is and where in it the face lies", async () => {
    const { feed, messages } = openFeed();
    feed.show(seenFace(960, 1_280, { x: 240, y: 320, width: 480, height: 640 }));
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    const message = read(messages[0]);
    expect(message?.header).toMatchObject({
      ...{ kind: "preview", target: "face", widthPx: 480, heightPx: 640, score: 70, passed: false, steadyRatio: 0.25 },
      capturedAt: "2026-01-02T03:04:05.678Z",
      advice: { code: "too-far", side: 0 },
      outline: { x: 120, y: 160, width: 240, height: 320 },
    });
    expect(await sharp(message?.picture).metadata()).toMatchObject({ format: "jpeg", width: 480, height: 640 });
  });

  it("of a small frame is as large as the frame, and outlines nothing where nothing was found", async () => {
    const { feed, messages } = openFeed();
    feed.show(seenFace(64, 48));
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    expect(read(messages[0])?.header).toMatchObject({ widthPx: 64, heightPx: 48, outline: null });
  });

  it("that comes while the last one is on its way is left out, and the next one is not", async () => {
    const { feed, messages } = openFeed();
    for (let frame = 0; frame < 5; frame += 1) feed.show(seenFace(640, 480));
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    feed.show(seenFace(320, 240));
    await vi.waitFor(() => expect(messages).toHaveLength(2));
    expect(read(messages[1])?.header).toMatchObject({ sequence: 2, widthPx: 320 });
  });

  it("is made for nobody when nobody looks", async () => {
    const { feed, messages, leave } = openFeed();
    leave();
    feed.show(seenFace(64, 48));
    feed.onPicture((message) => messages.push(message));
    feed.show(seenFace(32, 24));
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    expect(read(messages[0])?.header).toMatchObject({ sequence: 1, widthPx: 32 });
  });
});
