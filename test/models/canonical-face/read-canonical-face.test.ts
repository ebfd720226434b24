import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCanonicalFace } from "../../../models/canonical-face/read-canonical-face.ts";
import { readSource } from "../../../models/read-source.ts";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";

const packagesDir = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const manifest = await readModelManifest();
const whole = await readSource(packagesDir, manifest["canonical-face"].source);
const [noseTip, rightEyeOuter, leftEyeOuter, chin, forehead] = [4, 33, 263, 152, 10];

/** The face, or undefined when the bytes are refused as they should be. */
function tryReading(bytes: Uint8Array): CanonicalFace | undefined {
  try {
    return readCanonicalFace(bytes, "face");
  } catch (error) {
    if (error instanceof BoothError && error.code === "model.unsupported") return undefined;
    throw error;
  }
}

describe("readCanonicalFace", () => {
  const face = readCanonicalFace(whole, "face");

  it("finds 468 vertices, 898 triangles and 33 weighted landmarks", () => {
    expect([face.vertices.length, face.triangles.length, face.weights.length]).toEqual([468, 898, 33]);
  });

  it("has the head's left at +x, up at +y and the face towards +z, in centimetres", () => {
    expect(face.vertices[leftEyeOuter]![0]).toBeGreaterThan(4);
    expect(face.vertices[rightEyeOuter]![0]).toBeCloseTo(-face.vertices[leftEyeOuter]![0], 5);
    const heightCm = face.vertices[forehead]![1] - face.vertices[chin]![1];
    expect(heightCm).toBeGreaterThan(14);
    expect(heightCm).toBeLessThan(20);
    expect(Math.max(...face.vertices.map(([, , z]) => z))).toBeCloseTo(face.vertices[noseTip]![2], 0);
  });

  it("reads numbers as they were written, without float32's tail", () => {
    expect(face.vertices[0]).toEqual([0, -3.406404, 5.979507, 0.499977, 0.652534]);
  });

  it("refuses a file torn before its last field, which names the detector and is not read", () => {
    const lastFieldBytes = 2;
    expect(tryReading(whole.slice(0, -lastFieldBytes))).toEqual(face);
    fc.assert(
      fc.property(fc.nat(whole.length - lastFieldBytes - 1), (length) => {
        expect(tryReading(whole.slice(0, length))).toBeUndefined();
      }),
    );
  });

  it("reads or refuses whatever single byte has changed", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const bent = whole.slice();
        bent[at] = value;
        expect(() => tryReading(bent)).not.toThrow();
      }),
    );
  });
});
