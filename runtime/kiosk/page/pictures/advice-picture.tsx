import type { Advice } from "../../wire/runtime-message.ts";
import type { CaptureTarget } from "../../wire/view/terms.ts";
import { lookUp, type ReasonTopic, topicOf } from "../words/look-up.ts";
import { type EyePose, EyePosePicture } from "./eye-picture.tsx";
import { FacePicture, type FacePose } from "./face-picture.tsx";
import { FingerPicture, type FingerPose } from "./finger-picture.tsx";
import { type ThingName, ThingPicture } from "./paper-picture.tsx";

export type AdvicePictureProps = { readonly target: CaptureTarget | "page"; readonly advice: Advice };

/** The picture of what to do about a reason; the words stand beside it. A reason nobody knows has the officer's. */
export function AdvicePicture({ target, advice }: AdvicePictureProps) {
  const { code, side } = advice;
  const found = code.startsWith("same-as-") ? finger("only-lit") : findDrawing(topicOf(target), code, side);
  if (found === null) return <ThingPicture name="call-officer" />;
  switch (found.kind) {
    case "face":
      return <FacePicture pose={found.pose} />;
    case "eye":
      return <EyePosePicture pose={found.pose} />;
    case "finger":
      return <FingerPicture pose={found.pose} />;
    case "thing":
      return <ThingPicture name={found.name} />;
    default:
      return found satisfies never;
  }
}

type Drawing =
  | { readonly kind: "face"; readonly pose: FacePose }
  | { readonly kind: "eye"; readonly pose: EyePose }
  | { readonly kind: "finger"; readonly pose: FingerPose }
  | { readonly kind: "thing"; readonly name: ThingName };

const face = (pose: FacePose): Drawing => ({ kind: "face", pose });
const eye = (pose: EyePose): Drawing => ({ kind: "eye", pose });
const finger = (pose: FingerPose): Drawing => ({ kind: "finger", pose });
const thing = (name: ThingName): Drawing => ({ kind: "thing", name });

/** Which drawing goes with a code; null for one that has none. */
export function findDrawing(topic: ReasonTopic, code: string, side: Advice["side"]): Drawing | null {
  const pair = lookUp(sided, `${topic}/${code}`);
  if (side !== 0 && pair !== null) return side < 0 ? pair[0] : pair[1];
  return lookUp(drawings[topic], code);
}

/** For a measured side to the person's left (or down) and to the right (or up). */
const sided: Readonly<Record<string, readonly [negative: Drawing, positive: Drawing]>> = {
  "face/off-centre": [face("move-right"), face("move-left")],
  "face/off-height": [face("move-up"), face("move-down")],
  "face/yaw": [face("yaw-right"), face("yaw-left")],
  "face/pitch": [face("pitch-up"), face("pitch-down")],
  "face/roll": [face("roll-right"), face("roll-left")],
  "fingerprint/off-centre": [finger("move-right"), finger("move-left")],
};

const drawings: Readonly<Record<ReasonTopic, Readonly<Record<string, Drawing>>>> = {
  face: {
    "no-face": face("straight"),
    "several-faces": face("alone"),
    "too-far": face("nearer"),
    "too-near": face("farther"),
    "off-centre": face("centre"),
    "off-height": face("centre"),
    "cut-off": face("farther"),
    yaw: face("straight"),
    pitch: face("straight"),
    roll: face("straight"),
    "eyes-closed": face("eyes-open"),
    "looking-aside": face("straight"),
    "mouth-open": face("mouth-closed"),
    "too-dark": face("more-light"),
    "too-bright": face("less-light"),
    "uneven-light": face("even-light"),
    "glasses-glare": face("no-glasses"),
    "hot-spots": face("less-light"),
    "red-eyes": face("more-light"),
    "low-contrast": thing("call-officer"),
    blurred: face("still"),
    monochrome: thing("call-officer"),
    "unnatural-colour": face("even-light"),
    "wrong-backdrop": thing("backdrop"),
    "busy-backdrop": face("plain-backdrop"),
  },
  iris: {
    "no-eye": face("nearer"),
    "wrong-eye": eye("centre"),
    "too-far": face("nearer"),
    "too-near": face("farther"),
    "off-centre": eye("centre"),
    "eye-not-open": eye("open"),
    blurred: eye("still"),
    "low-contrast": face("no-glasses"),
    "pupil-too-large": eye("light"),
    "pupil-too-small": eye("rest"),
    "looking-aside": eye("straight"),
    "pupil-not-round": eye("open"),
    "contact-lens": eye("no-lenses"),
    "texture-faint": eye("no-lenses"),
    "score-too-low": eye("centre"),
  },
  signature: {
    blank: thing("pen-in-box"),
    malformed: thing("pen-whole"),
    interrupted: thing("pen-whole"),
    "resolution-too-low": thing("call-officer"),
    print: thing("pen-whole"),
    "too-faint": thing("pen-harder"),
    dot: thing("pen-whole"),
    line: thing("pen-whole"),
    "out-of-area": thing("pen-in-box"),
    "cut-off": thing("pen-in-box"),
    "too-small": thing("pen-larger"),
    "too-short": thing("pen-whole"),
  },
  document: {
    "no-page": thing("paper-on-scanner"),
    blank: thing("paper-turn"),
    "too-dark": thing("scanner"),
    "resolution-too-low": thing("call-officer"),
    blurred: thing("paper-flat"),
    "low-contrast": thing("paper-clearer"),
    glare: thing("paper-flat"),
    shadow: thing("scanner"),
    "cut-corner": thing("paper-flat"),
    skewed: thing("paper-straight"),
  },
  fingerprint: {
    "resolution-too-low": thing("call-officer"),
    "no-finger": finger("place"),
    "empty-image": finger("place"),
    "too-small": finger("forward"),
    "too-large": finger("only-lit"),
    "low-contrast": finger("wipe"),
    "too-few-minutiae": finger("hold"),
    partial: finger("forward"),
    "latent-ghost": finger("wipe"),
    smeared: finger("hold"),
    blurred: finger("hold"),
    noisy: finger("wipe"),
    "too-wet": finger("dry"),
    "too-dry": finger("moisten"),
    "too-dark": finger("lighter"),
    "too-light": finger("harder"),
    "too-short": finger("forward"),
    "off-centre": finger("centre"),
    rotated: finger("straighten"),
    "score-below-limit": finger("again"),
    "wrong-hand": finger("other-hand"),
    "upside-down": finger("turn"),
    "too-few-fingers": finger("together"),
    "too-many-fingers": finger("only-lit"),
    "fingers-touching": finger("spread"),
    "cut-off": finger("forward"),
  },
};
