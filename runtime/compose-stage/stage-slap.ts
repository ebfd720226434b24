import { growFinger } from "../../drivers/fingerprint/grow-finger.ts";
import type { FingerSkin } from "../../drivers/fingerprint/grow-ridges.ts";
import { plainSlap, plainTouch, type SlapScene } from "../../drivers/fingerprint/slap-scene.ts";
import { synthesiseSlap } from "../../drivers/fingerprint/synthesise-slap.ts";
import type { HandLook } from "../demo/body.ts";
import { type FingerPosition, slapFingers } from "../kernel/biometric.ts";
import type { GrayImage } from "../kernel/image.ts";
import type { Random } from "../kernel/random.ts";

/** As for a single finger: skin on which ridges break up. */
const dryTouch = { ...plainTouch, drynessRatio: 1, pressureRatio: 0.5 };
/** Fits the platen with some of it left around. */
const hand: SlapScene["hand"] = { sizeRatio: 0.86, spreadRatio: 1.1, bendRatio: 0.25 };
/** Of a megabyte each: both hands of whoever is there. */
const skinsMax = 10;

export function isNoFingerLaid({ lies, off }: HandLook): boolean {
  return slapFingers[lies].every((position) => off.includes(position));
}

/** Lays a hand of this person down, a little differently each time. */
export function createSlapStage(): (person: string, laid: HandLook, random: Random) => GrayImage {
  const skins = new Map<string, FingerSkin>();
  const grow = (seed: string, position: FingerPosition): FingerSkin => {
    const skin = skins.get(seed) ?? growFinger(seed, { position });
    skins.delete(seed);
    skins.set(seed, skin);
    const [oldest] = skins.keys();
    if (skins.size > skinsMax && oldest !== undefined) skins.delete(oldest);
    return skin;
  };
  return (person, { lies, off, dry }, random) => {
    const touches: SlapScene["touches"] = Object.fromEntries(dry.map((position) => [position, dryTouch]));
    const scene = { ...plainSlap, hand, target: lies, absent: off, touches };
    return synthesiseSlap(random, scene, (position) => grow(`${person}/${position}`, position)).image;
  };
}
