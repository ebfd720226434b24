import { describe, expect, it } from "vitest";
import { measureGeometry } from "../../../pipelines/face/face-geometry.ts";
import type { Landmark } from "../../../pipelines/face/find-landmarks.ts";
import { measureGaze } from "../../../pipelines/face/measure-gaze.ts";
import type { Pose } from "../../../runtime/kernel/geometry.ts";

const ahead: Pose = { yawDeg: 0, pitchDeg: 0, rollDeg: 0 };

/** Eyes a hundred pixels apart, their irises moved by so many from the middle between the corners, all turned clockwise. */
function look(rightPx: number, upPx: number, rollDeg = 0): Landmark[] {
  const turn = (rollDeg * Math.PI) / 180;
  const named: Readonly<Record<number, readonly [number, number]>> = {
    33: [-70, 0],
    133: [-30, 0],
    362: [30, 0],
    263: [70, 0],
    468: [-50 + rightPx, -upPx],
    473: [50 + rightPx, -upPx],
  };
  return Array.from({ length: 478 }, (_, index) => {
    const [x, y] = named[index] ?? [0, 0];
    return { x: x * Math.cos(turn) - y * Math.sin(turn), y: x * Math.sin(turn) + y * Math.cos(turn), z: 0 };
  });
}

function gazeOf(landmarks: readonly Landmark[], pose = ahead) {
  return measureGaze(landmarks, measureGeometry(landmarks), pose);
}

describe("measureGaze", () => {
  it("is 0 where the irises sit as they do in a straight look", () => {
    const { rightDeg, upDeg } = gazeOf(look(0, 1.8));
    expect(rightDeg).toBeCloseTo(0, 6);
    expect(upDeg).toBeCloseTo(0, 6);
  });

  it("is positive to the image's right and up, and negative the other way", () => {
    expect(gazeOf(look(4, 1.8)).rightDeg).toBeGreaterThan(10);
    expect(gazeOf(look(-4, 1.8)).rightDeg).toBeLessThan(-10);
    expect(gazeOf(look(0, 5)).upDeg).toBeGreaterThan(10);
    expect(gazeOf(look(0, -3)).upDeg).toBeLessThan(-10);
  });

  it("does not change when the head leans", () => {
    const [upright, leaning] = [gazeOf(look(3, 4)), gazeOf(look(3, 4, 25))];
    expect(leaning.rightDeg).toBeCloseTo(upright.rightDeg, 6);
    expect(leaning.upDeg).toBeCloseTo(upright.upDeg, 6);
  });

  it("adds the turn of the head, so that eyes turned back look into the lens", () => {
    const turned = gazeOf(look(-4, 1.8), { yawDeg: 19, pitchDeg: 0, rollDeg: 0 });
    expect(Math.abs(turned.rightDeg)).toBeLessThan(3);
  });

  it("stays finite for landmarks that all fall together, and for irises outside the eyes", () => {
    const nowhere = Array.from({ length: 478 }, () => ({ x: 5, y: 5, z: 0 }));
    for (const gaze of [gazeOf(nowhere), gazeOf(look(500, -500))]) {
      expect(Object.values(gaze).every(Number.isFinite)).toBe(true);
    }
  });
});
