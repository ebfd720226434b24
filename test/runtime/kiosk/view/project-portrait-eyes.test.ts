import { describe, expect, it } from "vitest";
import type { ExceptionReason } from "../../../../runtime/kernel/biometric.ts";
import { projectPortraitEyes } from "../../../../runtime/kiosk/view/project-portrait-eyes.ts";
import type { CaptureTarget } from "../../../../runtime/visit/capture-target.ts";
import type { ExceptedCapture, SettledCapture } from "../../../../runtime/visit/visit-state.ts";

const policy = { isKept: true, irisDiameterMinPx: 80 };
const by = { role: "operator", id: "operator-1" } as const;
const second = { role: "kasi", id: "kasi-1" } as const;
const except = (target: CaptureTarget, reason: ExceptionReason): ExceptedCapture => ({ target, reason, by, second });

const face: SettledCapture = {
  target: "face",
  attempts: 1,
  exception: null,
  capture: {
    ...{ blob: { hash: "a".repeat(64), lengthBytes: 9 }, score: 90, passed: true, isRecognised: true, reasons: [] },
    ...{ capturedAt: "2026-01-05T01:00:00.000Z", isSimulated: true, elapsedMs: 5 },
    eyes: [
      { eye: "right", irisDiameterPx: 84.6, openingRatio: 0.8, isResampled: false },
      { eye: "left", irisDiameterPx: 79.9, openingRatio: 0.8, isResampled: false },
    ],
  },
};
const without = { ...face, capture: { ...face.capture, eyes: [] } };

describe("what the desk is told of eyes from the portrait", () => {
  it("is, for each excepted iris alone, that the portrait's eye is kept, or why it is not", () => {
    const exceptions = [
      except("iris-right", "device-unavailable"),
      except("iris-left", "device-unavailable"),
      except("finger-03", "missing"),
    ];
    expect(projectPortraitEyes({ captures: [face], exceptions }, policy)).toEqual([
      { target: "iris-right", irisDiameterPx: 84, refusal: null },
      { target: "iris-left", irisDiameterPx: 79, refusal: "too-few-pixels" },
    ]);
    expect(projectPortraitEyes({ captures: [face], exceptions: [] }, policy)).toEqual([]);
  });

  it("names an eye that is not there, a portrait that is not, and one in which no iris was found", () => {
    const exceptions = [except("iris-right", "missing")];
    expect(projectPortraitEyes({ captures: [face], exceptions }, policy)[0]?.refusal).toBe("eye-not-there");
    const unable = [except("iris-right", "unable")];
    expect(projectPortraitEyes({ captures: [], exceptions: unable }, policy)[0]?.refusal).toBe("no-portrait");
    expect(projectPortraitEyes({ captures: [without], exceptions: unable }, policy)).toEqual([
      { target: "iris-right", irisDiameterPx: null, refusal: "iris-not-found" },
    ]);
    const { eyes: _, ...before } = face.capture;
    const older = { captures: [{ ...face, capture: before }], exceptions: unable };
    expect(projectPortraitEyes(older, policy)[0]?.refusal).toBe("iris-not-found");
  });

  it("is nothing where the office wants none", () => {
    const exceptions = [except("iris-right", "unable")];
    expect(projectPortraitEyes({ captures: [face], exceptions }, { ...policy, isKept: false })).toEqual([]);
  });
});
