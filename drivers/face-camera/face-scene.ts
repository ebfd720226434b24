import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { Pose } from "../../runtime/kernel/geometry.ts";

export type SkinTone = "fair" | "light" | "medium" | "tan" | "brown" | "dark";

export type ClothesColour = "white" | "navy" | "brown" | "green" | "red" | "blue" | "orange";

export type Light = {
  /** Where the lamp stands: 0 beside the camera, + on the image's right. */
  readonly azimuthDeg: number;
  /** + above the camera. */
  readonly elevationDeg: number;
  /** 1 is a well-set exposure; 0.3 is a dim booth, 2 burns out. */
  readonly intensityRatio: number;
  /** Share of the light that comes from all sides: 1 throws no shade, 0 leaves the far cheek black. */
  readonly ambientRatio: number;
};

export type Backdrop = {
  readonly colour: BackdropColour | "grey" | "white" | "green";
  /** Brightness of the cloth against the same cloth well lit; below 1 is in shade. */
  readonly shadeRatio: number;
  /** Share of the brightness lost from the upper left corner to the lower right one. */
  readonly gradientRatio: number;
};

/** Everything that decides a rendered portrait; the same scene gives the same pixels. */
export type FaceScene = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Rotation order: tilt (pitch), then turn (yaw), then lean (roll), about the axes of the camera. */
  readonly pose: Pose;
  /** From the lens to the middle of the head. */
  readonly distanceMm: number;
  /** Where the point between the eyes falls, as shares of the picture's width and height. */
  readonly eyes: { readonly xRatio: number; readonly yRatio: number };
  readonly light: Light;
  readonly skin: SkinTone;
  readonly hasGlasses: boolean;
  /** How much of the eyes a lamp's reflection on the glasses covers: 0 none, 1 all. */
  readonly lensGlareRatio: number;
  readonly hasHeadScarf: boolean;
  /** 0 eyes open, 1 shut. */
  readonly blinkRatio: number;
  /** 0 lips together, 1 wide open. */
  readonly mouthOpenRatio: number;
  /** Where the eyes look, against the head: + to the image's right and up; 0 is straight out of the face. */
  readonly gaze: { readonly rightDeg: number; readonly upDeg: number };
  /** How much of the pupils a flash beside the lens turns red: 0 none, 1 all, as with pupils wide open. */
  readonly redEyeRatio: number;
  /** Burnt-out shine of greasy skin on forehead, nose and cheeks: 0 none, 1 patches of 4 cm. */
  readonly skinShineRatio: number;
  /** `null` for what the seed picks. */
  readonly clothes: ClothesColour | null;
  readonly backdrop: Backdrop;
  /** Radius of the blur of a lens out of focus; 0 is sharp. */
  readonly blurPx: number;
  /** Standard deviation of the sensor's noise, in gray levels of 255. */
  readonly noiseLevels: number;
  readonly seed: string;
};

/** A resident who does everything right, before a blue backdrop. */
export const defaultFaceScene: FaceScene = {
  widthPx: 900,
  heightPx: 1200,
  pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0 },
  distanceMm: 880,
  eyes: { xRatio: 0.5, yRatio: 0.44 },
  light: { azimuthDeg: 0, elevationDeg: 18, intensityRatio: 1, ambientRatio: 0.62 },
  skin: "medium",
  hasGlasses: false,
  lensGlareRatio: 0,
  hasHeadScarf: false,
  blinkRatio: 0,
  mouthOpenRatio: 0,
  gaze: { rightDeg: 0, upDeg: 0 },
  redEyeRatio: 0,
  skinShineRatio: 0,
  clothes: null,
  backdrop: { colour: "blue", shadeRatio: 1, gradientRatio: 0.08 },
  blurPx: 0,
  noiseLevels: 1.5,
  seed: "resident",
};
