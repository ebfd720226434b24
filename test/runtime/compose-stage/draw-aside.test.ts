import { expect, it } from "vitest";
import { defaultFaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { calmEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { createDraughtsman } from "../../../runtime/compose-stage/draw-aside.ts";
import { createFingerStage } from "../../../runtime/compose-stage/stage-finger.ts";
import { createSlapStage } from "../../../runtime/compose-stage/stage-slap.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { modelsMissing, readCanonicalFace } from "../../pipelines/face/face-rig.ts";
import { watchLoop } from "../../watch-loop.ts";

const noFace = {} as CanonicalFace;

if (modelsMissing !== null) process.stdout.write(`draw-aside: skipped in part, ${modelsMissing}\n`);

it("draws the same eyes, fingers and hands as are drawn here, and does not hold this thread meanwhile", async () => {
  const { drawEye, layFinger, layHand } = createDraughtsman(noFace);
  const laid = { lies: 4, skin: "normal" } as const;
  const hand = { lies: "thumbs", off: [], dry: [] } as const;
  const scene = calmEyeScene("somebody/left");
  await drawEye(scene);
  const loop = watchLoop();
  const [eye, finger, thumbs] = await Promise.all([
    drawEye(scene),
    layFinger("somebody", laid, createRandom("touch/1")),
    layHand("somebody", hand, createRandom("touch/2")),
  ]);
  expect(loop.stop().longestHoldMs).toBeLessThan(20);
  expect(eye).toEqual(synthesiseEye(createRandom(scene.eyeSeed).fork("frame"), scene).image);
  expect(finger).toEqual(createFingerStage()("somebody", laid, createRandom("touch/1")));
  expect(thumbs).toEqual(createSlapStage()("somebody", hand, createRandom("touch/2")));
});

it.skipIf(modelsMissing !== null)("draws the same face, each time in memory of its own", async () => {
  const face = readCanonicalFace();
  const { drawFace } = createDraughtsman(face);
  const scene = { ...defaultFaceScene, widthPx: 150, heightPx: 200 };
  const [one, other] = [await drawFace(scene), await drawFace(scene)];
  expect(one).toEqual((await renderFace(face, scene)).image);
  expect(other).toEqual(one);
  expect(other.pixels.buffer).not.toBe(one.pixels.buffer);
});

it("says what is wrong to whoever wants a drawing that fails", async () => {
  await expect(createDraughtsman(noFace).drawFace(defaultFaceScene)).rejects.toThrow(TypeError);
});
