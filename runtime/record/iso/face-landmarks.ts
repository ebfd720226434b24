import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { u8, u16 } from "../../../pipelines/codec/byte-parts.ts";
import type { FacePointName } from "../../kernel/biometric.ts";
import type { Point } from "../../kernel/geometry.ts";
import type { RgbImage } from "../../kernel/image.ts";
import type { FaceCapture } from "../package-content.ts";
import { readTimes } from "./record-parts.ts";

/** One landmark block as it stands in the record; `z` is 0 for a point of the image. */
export type FaceLandmark = {
  readonly type: number;
  readonly code: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
};

/** A feature point of MPEG-4 (ISO/IEC 14496-2); its code is the group's number in the upper four bits, the point's in the lower. */
const mpeg4Type = 1;
const codeOf: Readonly<Record<FacePointName, number>> = {
  chin: 0x21,
  "left-pupil": 0x35,
  "right-pupil": 0x36,
  "left-eye-outer-corner": 0x37,
  "right-eye-inner-corner": 0x38,
  "left-eye-inner-corner": 0x3b,
  "right-eye-outer-corner": 0x3c,
  "upper-lip": 0x81,
  "lower-lip": 0x82,
  "mouth-left-corner": 0x83,
  "mouth-right-corner": 0x84,
  "nose-tip": 0x93,
};
/** What ISO/IEC 19794-5 adds to MPEG-4's groups: the middle of each eye's corners. */
const eyeCentreCode = { left: 0xc1, right: 0xc2 } as const;

/**
 * The landmark blocks of a portrait, by ascending code: both eye centres and every named point. A point beyond the
 * image, as a chin that is cut off, has no place in it and is left out.
 */
export function faceLandmarks({
  image,
  eyeCentres,
  points,
}: Pick<FaceCapture, "image" | "points"> & {
  readonly eyeCentres: FaceCapture["eyeCentres"] | null;
}): readonly FaceLandmark[] {
  const named = points.map(({ name, x, y }) => ({ code: codeOf[name], x, y }));
  // The person's left eye is the image-right one.
  const [imageLeft, imageRight] = eyeCentres ?? [];
  const centres = [
    ...(imageRight === undefined ? [] : [{ code: eyeCentreCode.left, x: imageRight.x, y: imageRight.y }]),
    ...(imageLeft === undefined ? [] : [{ code: eyeCentreCode.right, x: imageLeft.x, y: imageLeft.y }]),
  ];
  return [...named, ...centres]
    .filter((point) => isWithin(point, image))
    .sort((a, b) => a.code - b.code)
    .map(({ code, x, y }) => ({ type: mpeg4Type, code, x: Math.floor(x), y: Math.floor(y), z: 0 }));
}

/** One 8-byte block for each. */
export function writeLandmarks(landmarks: readonly FaceLandmark[]): Uint8Array[] {
  return landmarks.flatMap(({ type, code, x, y, z }) => [u8(type), u8(code), u16(x), u16(y), u16(z)]);
}

/** Any writer's blocks, whatever they name. @throws BoothError by the cursor when the record ends within them */
export function readLandmarks(cursor: ByteCursor, count: number): readonly FaceLandmark[] {
  return readTimes(count, () => ({
    type: cursor.u8("landmark type"),
    code: cursor.u8("landmark code"),
    x: cursor.u16("landmark x"),
    y: cursor.u16("landmark y"),
    z: cursor.u16("landmark z"),
  }));
}

/** Not so for what is no number at all. */
function isWithin({ x, y }: Point, { widthPx, heightPx }: RgbImage): boolean {
  return x >= 0 && y >= 0 && x < widthPx && y < heightPx;
}
