import { calmEyeScene, type EyeScene } from "../../drivers/iris-camera/eye-scene.ts";
import type { EyeMood } from "../demo/body.ts";
import type { Seen } from "../demo/find-moment.ts";
import type { Eye } from "../kernel/biometric.ts";
import { mixNumbers } from "./mix-numbers.ts";

/** What a mood changes in a calm eye. */
const changes: Readonly<Record<EyeMood, Partial<Omit<EyeScene, "eyeSeed">>>> = {
  calm: {},
  far: { limbusRadiusPx: 66 },
  "half-shut": { openingRatio: 0.6 },
  blurred: { defocusPx: 4 },
  glare: { reflections: 14, irisLevel: 170, scleraLevel: 175 },
};

/** Drawing an eye takes a tenth of a second: a change has few steps. */
const changeSteps = 3;

/** How the eye looks by now. */
export function gaze(person: string, eye: Eye, { mood, next, changeRatio }: Seen<EyeMood>): EyeScene {
  const { eyeSeed, ...calm } = calmEyeScene(`${person}/${eye}`);
  const share = Math.floor(changeRatio * changeSteps) / changeSteps;
  const own = { ...calm, nasalSide: eye === "right" ? 1 : -1 };
  const mixed = mixNumbers({ ...own, ...changes[mood] }, { ...own, ...changes[next] }, share);
  return { eyeSeed, ...mixed, reflections: Math.round(mixed.reflections), lashes: Math.round(mixed.lashes) };
}
