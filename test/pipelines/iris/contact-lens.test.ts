import { describe, expect, it } from "vitest";
import { calmEyeScene, type EyeScene, hardEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { assessIris, defaultIrisLimits } from "../../../pipelines/iris/assess-iris.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";
import { howMany } from "../../how-many.ts";

/** The limit was chosen on the seeds `dev-lens`, `dev-none`, `dev3-lens` and `dev3-none`; nothing was chosen on this one. */
const heldOut = "lens-held-out";
const count = howMany(30, 100);
const noLens = { lensPrintLevels: 0, lensRimLevels: 0 };

describe("a printed contact lens", () => {
  it("is seen on none of the hard eyes that wear none", { timeout: 200_000 }, () => {
    expect(countSeen((scene) => ({ ...scene, ...noLens }))).toBe(0);
  });

  it("is seen on at least 60 of 100 hard eyes that wear one, where they are held still and in focus", {
    timeout: 200_000,
  }, () => {
    const seen = countSeen((scene, random) => ({
      ...scene,
      lensPrintLevels: random.between(12, 30),
      lensRimLevels: random.between(4, 16),
      defocusPx: random.between(0.6, 1.2),
      motionPx: 0,
    }));
    expect(seen).toBeGreaterThanOrEqual(0.6 * count);
  });

  it("is refused in an eye that is fine without it, and said to be taken out", () => {
    const calm = calmEyeScene("lens");
    const codes = [0, 20].map((lensPrintLevels) => {
      const { image } = synthesiseEye(createRandom("lens"), { ...calm, lensPrintLevels });
      return assessIris(image, defaultIrisLimits).reasons.map(({ code }) => code);
    });
    expect(codes).toEqual([[], ["contact-lens"]]);
  });

  it("is accepted by a policy that sets no limit to it", () => {
    const { image } = synthesiseEye(createRandom("lens"), { ...calmEyeScene("lens"), lensPrintLevels: 20 });
    expect(assessIris(image, { ...defaultIrisLimits, lensPrintMax: Number.MAX_VALUE }).reasons).toEqual([]);
  });
});

function countSeen(dress: (scene: EyeScene, random: Random) => EyeScene): number {
  let seen = 0;
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(`${heldOut}-${index}`);
    const scene = dress(hardEyeScene(random, `eye-${index}`), random.fork("lens"));
    const { measures } = assessIris(synthesiseEye(random, scene).image, defaultIrisLimits);
    if ((measures["lensPrint"] ?? 0) > defaultIrisLimits.lensPrintMax) seen += 1;
  }
  return seen;
}
