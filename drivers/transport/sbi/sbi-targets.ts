import type { Eye, FingerPosition, SlapTarget } from "../../../runtime/kernel/biometric.ts";

/** How one capture of one target is asked for. */
export type SbiTarget = {
  /** What is to come, by the protocol's names; empty for a face. */
  readonly names: readonly string[];
  /** What the device need not wait for, although it belongs to the part. */
  readonly exceptions: readonly string[];
  /** Which part of the device: `0` unknown or face, `1` left, `2` right, `3` both. */
  readonly deviceSubId: string;
};

/** Fingers as the protocol names them. */
export const fingerNames: Readonly<Record<FingerPosition, string>> = {
  1: "Right Thumb",
  2: "Right IndexFinger",
  3: "Right MiddleFinger",
  4: "Right RingFinger",
  5: "Right LittleFinger",
  6: "Left Thumb",
  7: "Left IndexFinger",
  8: "Left MiddleFinger",
  9: "Left RingFinger",
  10: "Left LittleFinger",
};

/** The parts of a slab: four left, four right, two thumbs. */
const slabs: readonly {
  readonly deviceSubId: string;
  readonly slap: SlapTarget;
  readonly positions: readonly FingerPosition[];
}[] = [
  { deviceSubId: "1", slap: "left-four", positions: [7, 8, 9, 10] },
  { deviceSubId: "2", slap: "right-four", positions: [2, 3, 4, 5] },
  { deviceSubId: "3", slap: "thumbs", positions: [1, 6] },
];

/**
 * One finger. A single-finger device is asked for it alone; a slab insists on a whole hand, so that the hand's other
 * fingers are named as exceptions: count and exceptions together must make the slab.
 */
export function targetFinger(position: FingerPosition, deviceSubIds: readonly string[]): SbiTarget {
  const name = fingerNames[position];
  const slab = slabs.find(({ positions }) => positions.includes(position));
  if (slab === undefined || !deviceSubIds.includes(slab.deviceSubId)) {
    return { names: [name], exceptions: [], deviceSubId: deviceSubIds[0] ?? "0" };
  }
  const exceptions = slab.positions.filter((other) => other !== position).map((other) => fingerNames[other]);
  return { names: [name], exceptions, deviceSubId: slab.deviceSubId };
}

/** That a device of this type and with these parts takes all ten fingers by slaps. */
export function isSlab(deviceSubType: string, deviceSubIds: readonly string[]): boolean {
  return deviceSubType.toLowerCase() === "slap" && slabs.every(({ deviceSubId }) => deviceSubIds.includes(deviceSubId));
}

/** These fingers of one slap; what is not asked for of it, missing or recorded already, is excepted. */
export function targetSlap(slap: SlapTarget, fingers: readonly FingerPosition[]): SbiTarget {
  const { deviceSubId = "0", positions = [] } = slabs.find((one) => one.slap === slap) ?? {};
  const exceptions = positions.filter((position) => !fingers.includes(position)).map((other) => fingerNames[other]);
  return { names: fingers.map((position) => fingerNames[position]), exceptions, deviceSubId };
}

/** One eye: the device's part for it, or the only part of a monocular. */
export function targetEye(eye: Eye, deviceSubIds: readonly string[]): SbiTarget {
  const own = { left: "1", right: "2" } as const satisfies Record<Eye, string>;
  const deviceSubId = deviceSubIds.includes(own[eye]) ? own[eye] : (deviceSubIds[0] ?? "0");
  return { names: [eye === "left" ? "Left" : "Right"], exceptions: [], deviceSubId };
}

export const targetFace: SbiTarget = { names: [], exceptions: [], deviceSubId: "0" };
