import { describe, expect, it } from "vitest";
import { calmEyeScene, everydayEyeScene, hardEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { type SyntheticEyes, synthesiseEyes } from "../../../drivers/iris-camera/synthesise-eyes.ts";
import { assessIris, defaultIrisLimits } from "../../../pipelines/iris/assess-iris.ts";
import { findEyes } from "../../../pipelines/iris/find-eyes.ts";
import { type Eye, eyes } from "../../../runtime/kernel/biometric.ts";
import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";

/** Nothing was chosen on this one. */
const heldOut = "both-eyes-unseen";
const wide = { widthPx: 1600, heightPx: 600 };

describe("a frame that shows both eyes", () => {
  it("is searched for the one asked for, on at least 95 of 100 asked", { timeout: 120_000 }, () => {
    let right = 0;
    let surely = 0;
    for (let index = 0; index < 50; index += 1) {
      const { image, truth } = drawEveryday(createRandom(`${heldOut}-${index}`));
      for (const eye of eyes) {
        const { limbus, otherLimbus } = assessIris(image, defaultIrisLimits, { eye, isMirrored: false });
        if (isNear(limbus, truth[eye].limbus)) right += 1;
        if (isNear(otherLimbus, truth[otherOf(eye)].limbus)) surely += 1;
      }
    }
    expect(right).toBeGreaterThanOrEqual(95);
    expect(surely).toBeGreaterThanOrEqual(95);
  });

  it("is read the other way round from a camera that mirrors", () => {
    const { image, truth } = drawCalm();
    for (const eye of eyes) {
      const { limbus } = assessIris(flip(image), defaultIrisLimits, { eye, isMirrored: true });
      const { x, y, radius } = truth[eye].limbus;
      expect(isNear(limbus, { x: wide.widthPx - 1 - x, y, radius })).toBe(true);
    }
  });

  it("says that it is the wrong eye where the one asked for is cut off and the other is whole", () => {
    const { image } = drawCalm({ x: -240 });
    const codes = (eye: Eye, of = image) =>
      assessIris(of, defaultIrisLimits, { eye, isMirrored: false }).reasons.map(({ code }) => code);
    expect(codes("right")).toContain("wrong-eye");
    expect(codes("right")).not.toContain("off-centre");
    expect(codes("left")).not.toContain("wrong-eye");
    for (const eye of eyes) expect(codes(eye, drawCalm().image)).not.toContain("wrong-eye");
  });
});

describe("a frame that shows one eye", () => {
  it("is never said to show two, nor the wrong one", { timeout: 120_000 }, () => {
    for (let index = 0; index < 40; index += 1) {
      const random = createRandom(`${heldOut}/lone-${index}`);
      const { image } = synthesiseEye(random, { ...hardEyeScene(random, `lone-${index}`), ...wide });
      expect(findEyes(image).eyes.length).toBeLessThan(2);
    }
    const { image } = synthesiseEye(createRandom("lone"), { ...calmEyeScene("lone"), offsetXPx: -230 });
    const [asRight, asLeft] = eyes.map((eye) => assessIris(image, defaultIrisLimits, { eye, isMirrored: false }));
    expect(asRight).toEqual(asLeft);
    expect(asRight?.otherLimbus).toBeNull();
    expect(asRight?.reasons.map(({ code }) => code)).toContain("off-centre");
  });
});

function drawEveryday(random: Random): SyntheticEyes {
  const limbusRadiusPx = random.between(80, 105);
  const scene = (eye: Eye) => ({
    ...everydayEyeScene(random, `${eye} ${limbusRadiusPx}`),
    ...wide,
    limbusRadiusPx,
    offsetXPx: random.between(-40, 40),
    offsetYPx: random.between(-40, 40),
  });
  return synthesiseEyes(random, { right: scene("right"), left: scene("left") });
}

function drawCalm({ x } = { x: 0 }): SyntheticEyes {
  const scene = (eye: Eye) => ({ ...calmEyeScene(`calm ${eye}`), ...wide, limbusRadiusPx: 95, offsetXPx: x });
  return synthesiseEyes(createRandom("calm"), { right: scene("right"), left: scene("left") });
}

function flip(image: GrayImage): GrayImage {
  const pixels = new Uint8Array(image.pixels.length);
  for (let at = 0; at < pixels.length; at += image.widthPx) {
    pixels.set(image.pixels.slice(at, at + image.widthPx).reverse(), at);
  }
  return { ...image, pixels };
}

function otherOf(eye: Eye): Eye {
  return eye === "right" ? "left" : "right";
}

function isNear(found: Circle | null, goal: Circle): boolean {
  if (found === null) return false;
  const reach = 0.05 * goal.radius;
  const isCentred = Math.hypot(found.x - goal.x, found.y - goal.y) <= reach;
  return isCentred && Math.abs(found.radius - goal.radius) <= reach;
}
