import { defaultFaceScene, type FaceScene, type SkinTone } from "../../drivers/face-camera/face-scene.ts";
import type { Body, FaceMood } from "../demo/body.ts";
import type { Seen } from "../demo/find-moment.ts";
import { createRandom } from "../kernel/random.ts";
import { mixNumbers } from "./mix-numbers.ts";

const skins: readonly [SkinTone, ...SkinTone[]] = ["light", "medium", "tan", "brown", "dark"];

/** How somebody looks whose name is the seed. */
export function describeFace(person: string, colour: FaceScene["backdrop"]["colour"]): FaceScene {
  const random = createRandom(`${person}/face`);
  return {
    ...defaultFaceScene,
    skin: random.pick(skins),
    hasHeadScarf: random.next() < 0.3,
    pose: { yawDeg: random.between(-2, 2), pitchDeg: random.between(-2, 2), rollDeg: random.between(-2, 2) },
    backdrop: { ...defaultFaceScene.backdrop, colour },
    seed: person,
  };
}

/** What a mood changes in a calm face. */
type Expression = Readonly<
  Record<"distanceMm" | "yawDeg" | "xRatio" | "blinkRatio" | "mouthOpenRatio" | "lensGlareRatio", number>
>;

const calm: Expression = {
  distanceMm: defaultFaceScene.distanceMm,
  yawDeg: 0,
  xRatio: defaultFaceScene.eyes.xRatio,
  blinkRatio: 0,
  mouthOpenRatio: 0,
  lensGlareRatio: 0,
};
const expressions: Readonly<Record<FaceMood, Expression>> = {
  calm,
  far: { ...calm, distanceMm: 1_750, xRatio: 0.42 },
  turned: { ...calm, yawDeg: 17 },
  squinting: { ...calm, blinkRatio: 1, lensGlareRatio: 0.4 },
  "mouth-open": { ...calm, mouthOpenRatio: 0.9 },
};

/** A change is drawn in so many steps, each of them once. */
const changeSteps = 4;

/** How the face looks by now. */
export function posture(
  face: FaceScene,
  { mood, next, changeRatio }: Seen<FaceMood>,
  { hasGlasses, hasHeadScarf }: Pick<Body, "hasGlasses" | "hasHeadScarf">,
): FaceScene {
  const share = Math.floor(changeRatio * changeSteps) / changeSteps;
  const { yawDeg, xRatio, ...rest } = mixNumbers(expressions[mood], expressions[next], share);
  return {
    ...face,
    ...rest,
    hasGlasses,
    hasHeadScarf: hasHeadScarf ?? face.hasHeadScarf,
    lensGlareRatio: hasGlasses ? rest.lensGlareRatio : 0,
    pose: { ...face.pose, yawDeg: face.pose.yawDeg + yawDeg },
    eyes: { ...face.eyes, xRatio },
  };
}
