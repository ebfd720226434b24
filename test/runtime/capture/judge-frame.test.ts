import { describe, expect, it } from "vitest";
import {
  judgeFaceFrame,
  judgeFingerFrame,
  judgeIrisFrame,
  judgeSignatureFrame,
} from "../../../runtime/capture/judge-frame.ts";
import {
  faceAssessment,
  fakePipelines,
  fingerAssessment,
  irisAssessment,
  seenIris,
  signatureAssessment,
} from "./fake-pipelines.ts";
import { grayImage, rgbImage } from "./stored-samples.ts";

const gray = grayImage(6, 7);
const colour = rgbImage(4, 5);

describe("a frame passes exactly when its pipeline has no reason against it", () => {
  it.each([
    { score: 40, passed: true },
    { score: 39, passed: false },
  ])("score $score: $passed", async ({ score, passed }) => {
    const pipelines = fakePipelines({
      assessFingerprint: async () => fingerAssessment(score),
      assessIris: async (image) => seenIris(image, score),
      assessPortrait: async (image) => ({ image, assessment: faceAssessment(score), frame: null, isReduced: false }),
    });
    expect((await judgeFingerFrame(pipelines, gray)).passed).toBe(passed);
    expect((await judgeIrisFrame(pipelines, gray)).passed).toBe(passed);
    expect((await judgeFaceFrame(pipelines, colour, { backdrop: "blue" })).passed).toBe(passed);
  });
});

describe("a frame that shows nothing is not recognised, and says no geometry", () => {
  it("no finger", async () => {
    const pipelines = fakePipelines({ assessFingerprint: async () => fingerAssessment(0) });
    expect(await judgeFingerFrame(pipelines, gray)).toMatchObject({ isRecognised: false, passed: false, image: gray });
  });

  it("no eye, or an iris without a pupil", async () => {
    const none = fakePipelines({ assessIris: async (image) => seenIris(image, 0) });
    const nothing = { modality: "iris", geometry: null };
    expect(await judgeIrisFrame(none, gray)).toMatchObject({ isRecognised: false, findings: nothing });
    const half = fakePipelines({
      assessIris: async (image) => ({ image, assessment: { ...irisAssessment(20), pupil: null } }),
    });
    expect(await judgeIrisFrame(half, gray)).toMatchObject({ isRecognised: false, findings: nothing });
  });

  it("no face, or a face without eyes", async () => {
    const nothing = { modality: "face", geometry: null };
    for (const assessment of [faceAssessment(0), { ...faceAssessment(20), eyeCentres: null }]) {
      const pipelines = fakePipelines({
        assessPortrait: async (image) => ({ image, assessment, frame: null, isReduced: false }),
      });
      expect(await judgeFaceFrame(pipelines, colour, { backdrop: "blue" })).toMatchObject({
        isRecognised: false,
        findings: nothing,
      });
    }
  });

  it("no stroke", async () => {
    const pipelines = fakePipelines({ assessSignature: async () => signatureAssessment(0) });
    const sample = { kind: "ink" as const, widthMm: 80, heightMm: 48, points: [] };
    expect(await judgeSignatureFrame(pipelines, sample)).toMatchObject({ isRecognised: false, passed: false });
  });
});

it("keeps the portrait that was scored, not the frame that it was made from", async () => {
  const shaped = rgbImage(2, 3);
  const pipelines = fakePipelines({
    assessPortrait: async () => ({ image: shaped, assessment: faceAssessment(60), frame: null, isReduced: false }),
  });
  expect((await judgeFaceFrame(pipelines, colour, { backdrop: "blue" })).image).toBe(shaped);
});

it("asks for a signature by the measure that the visit has", async () => {
  const wishes: unknown[] = [];
  const pipelines = fakePipelines({
    assessSignature: async (_sample, wish) => {
      wishes.push(wish);
      return signatureAssessment(1);
    },
  });
  const ink = { kind: "ink" as const, widthMm: 80, heightMm: 48, points: [] };
  await judgeSignatureFrame(pipelines, ink, { isLineAllowed: true });
  await judgeSignatureFrame(pipelines, ink);
  expect(wishes).toEqual([{ isLineAllowed: true }, undefined]);
});

it("keeps the ink of a pad, and has none of a signature on paper", async () => {
  const pipelines = fakePipelines({ assessSignature: async () => signatureAssessment(2) });
  const ink = { kind: "ink" as const, widthMm: 80, heightMm: 48, points: [{ x: 1, y: 2, t: 0, p: 1, down: true }] };
  expect((await judgeSignatureFrame(pipelines, ink)).findings).toEqual({ modality: "signature", ink, svg: "<svg/>" });
  const paper = await judgeSignatureFrame(pipelines, { kind: "paper", image: gray });
  expect(paper.findings).toEqual({ modality: "signature", ink: null, svg: "<svg/>" });
  expect(paper.image).toEqual(signatureAssessment(2).image);
});
