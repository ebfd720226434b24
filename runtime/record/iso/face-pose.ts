import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { joinBytes, u8 } from "../../../pipelines/codec/byte-parts.ts";
import type { Pose } from "../../kernel/geometry.ts";

/** As a record says it, our signs; null where it does not say. */
export type StatedPose = { readonly [angle in keyof Pose]: number | null };

const unspecified = 0;
const stepDeg = 2;
const negativeOffset = 181;
const codeMax = 180;

/**
 * Yaw, pitch and roll, a byte each in steps of 2°: 0 unspecified, angle / 2 + 1 from 0 up, angle / 2 + 181 below 0. The
 * turns are right-handed about axes to the image's right, up and out of the image. Yaw is positive to the person's left
 * (ANSI/NIST-ITL 1-2011, E.7.2); the same axes make pitch positive when the person looks down and roll positive towards the
 * person's right shoulder: these two follow from the axes and were not read in ISO/IEC 19794-5 itself. Ours are positive
 * with the chin up and clockwise in the image. The order in which the three are turned is left as it is: at a full
 * frontal portrait's angles it makes less than half a step.
 */
export function writePose(pose: Pose | null): Uint8Array {
  const angles = pose === null ? [] : [pose.yawDeg, -pose.pitchDeg, -pose.rollDeg];
  return angles.length === 0 ? new Uint8Array(3) : joinBytes(angles.map((angleDeg) => u8(encodeAngle(angleDeg))));
}

/** @throws BoothError by the cursor for a byte that is no angle */
export function readPose(cursor: ByteCursor): StatedPose {
  const [yawDeg, pitchDeg, rollDeg] = [
    decodeAngle(cursor, "yaw"),
    decodeAngle(cursor, "pitch"),
    decodeAngle(cursor, "roll"),
  ];
  return { yawDeg, pitchDeg: turnSign(pitchDeg), rollDeg: turnSign(rollDeg) };
}

/** To the nearest step; beyond half a turn, or no number, is unspecified. */
function encodeAngle(angleDeg: number): number {
  if (!(Math.abs(angleDeg) <= 180)) return unspecified;
  const steps = Math.round(angleDeg / stepDeg);
  return steps < 0 ? steps + negativeOffset : steps + 1;
}

function decodeAngle(cursor: ByteCursor, field: string): number | null {
  const code = cursor.u8(field);
  if (code === unspecified) return null;
  if (code > codeMax) return cursor.fail(`${field} ${code}`);
  return stepDeg * (code <= 91 ? code - 1 : code - negativeOffset);
}

/** Never -0. */
function turnSign(angleDeg: number | null): number | null {
  return angleDeg === null ? null : 0 - angleDeg;
}
