import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Landmark } from "../../../pipelines/face/find-landmarks.ts";
import { fitHeadPose } from "../../../pipelines/face/fit-head-pose.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import type { Pose } from "../../../runtime/kernel/geometry.ts";

/** Seven points of no symmetry, as uneven in weight as the real ones. */
const head: CanonicalFace = {
  vertices: [
    [-4.4, 2.7, 3.2, 0, 0],
    [4.5, 2.6, 3.1, 0, 0],
    [0, -1.1, 7.5, 0, 0],
    [-2.4, -4.3, 4.3, 0, 0],
    [2.5, -4.4, 4.2, 0, 0],
    [0.1, -9.4, 4.3, 0, 0],
    [-7.7, 0.7, -2.4, 0, 0],
  ],
  triangles: [],
  weights: [
    [0, 0.07],
    [1, 0.06],
    [2, 0.03],
    [3, 0.02],
    [4, 0.02],
    [5, 0.01],
    [6, 0.005],
  ],
};

/** Where a head in this pose shows its points to a camera without perspective: written out, not shared with the code. */
function look({ yawDeg, pitchDeg, rollDeg }: Pose): Landmark[] {
  const [yaw, pitch, roll] = [yawDeg, pitchDeg, rollDeg].map((angle) => (angle * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  return head.vertices.map(([x, y, z]) => {
    // Chin up: what faces the camera moves up.
    const tilted = { y: y * Math.cos(pitch) + z * Math.sin(pitch), z: z * Math.cos(pitch) - y * Math.sin(pitch) };
    // To the image's right: what faces the camera moves to the right.
    const turned = { x: x * Math.cos(yaw) + tilted.z * Math.sin(yaw), z: tilted.z * Math.cos(yaw) - x * Math.sin(yaw) };
    // Clockwise in the image: what is at the right moves down.
    const leant = {
      x: turned.x * Math.cos(roll) + tilted.y * Math.sin(roll),
      y: tilted.y * Math.cos(roll) - turned.x * Math.sin(roll),
    };
    return { x: 300 + 20 * leant.x, y: 400 - 20 * leant.y, z: -20 * turned.z };
  });
}

describe("fitHeadPose", () => {
  it("recovers any pose exactly from its own projection", () => {
    const angle = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
    fc.assert(
      fc.property(angle(80), angle(80), angle(170), (yawDeg, pitchDeg, rollDeg) => {
        const pose = fitHeadPose(head, look({ yawDeg, pitchDeg, rollDeg }));
        expect(pose.yawDeg).toBeCloseTo(yawDeg, 6);
        expect(pose.pitchDeg).toBeCloseTo(pitchDeg, 6);
        expect(pose.rollDeg).toBeCloseTo(rollDeg, 6);
      }),
    );
  });

  it("takes depth for more than it is told, by so much", () => {
    const pose = { yawDeg: 20, pitchDeg: -9, rollDeg: 4 };
    const flat = look(pose).map((point) => ({ ...point, z: point.z / 1.25 }));
    expect(fitHeadPose(head, flat, 1.25).yawDeg).toBeCloseTo(20, 6);
    expect(fitHeadPose(head, flat).yawDeg).toBeLessThan(19);
  });

  it("is not led astray by a forehead that is hidden", () => {
    const forehead = {
      ...head,
      vertices: [...head.vertices, ...head.vertices.slice(0, 3), [0, 8.3, 4.5, 0, 0] as const],
    };
    const hidden = { ...forehead, weights: [...head.weights, [10, 0.1] as const] };
    const seen = [
      ...look({ yawDeg: 6, pitchDeg: 7, rollDeg: 0 }),
      ...look({ yawDeg: 0, pitchDeg: 0, rollDeg: 0 }).slice(0, 3),
    ];
    const pose = fitHeadPose(hidden, [...seen, { x: 300, y: 400, z: 0 }]);
    expect(pose.pitchDeg).toBeCloseTo(7, 6);
  });

  it("gives a finite pose for landmarks that all fall together", () => {
    const pose = fitHeadPose(
      head,
      head.vertices.map(() => ({ x: 5, y: 5, z: 0 })),
    );
    expect(Object.values(pose).every(Number.isFinite)).toBe(true);
  });
});
