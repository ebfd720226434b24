import type { FingerPosition, SlapTarget } from "../../runtime/kernel/biometric.ts";
import type { Point } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { planFinger } from "./finger-pattern.ts";
import { type FingerSkin, growRidges } from "./grow-ridges.ts";
import { type Contact, type Platen, type PressedExtent, pressSkin } from "./press-skin.ts";
import { type LaidFinger, layHand } from "./slap-hand.ts";
import { type FingerTouch, plainTouch, type SlapScene } from "./slap-scene.ts";
import { breatheAround, smear, strewDirt } from "./soil-platen.ts";

/** Where a fingertip truly touches the platen, in pixels. */
export type SlapFingerTruth = {
  /** Null for a finger that does not belong to the slap. */
  readonly position: FingerPosition | null;
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Clockwise in the image; 0 points up. */
  readonly angleDeg: number;
  /** Share of the contact that lies on the platen, 0 to 1. */
  readonly onPlatenRatio: number;
};

export type Slap = {
  readonly image: GrayImage;
  readonly target: SlapTarget;
  /** Fingers that touch, from left to right. */
  readonly fingers: readonly SlapFingerTruth[];
};

/** The skins that the fingers of slaps wear in turn, or each finger's own. */
export type SlapSkins = readonly [FingerSkin, ...FingerSkin[]] | ((position: FingerPosition) => FingerSkin);

/** Grows at least one skin; growing is slow, so that many slaps share a set. */
export function growSlapSkins(seed: string, count: number): SlapSkins {
  const grow = (index: number) => {
    const random = createRandom(`slap-skin/${seed}/${index}`);
    return growRidges(random.fork("ridges"), planFinger(random.fork("plan"), null));
  };
  return [grow(0), ...Array.from({ length: Math.max(0, count - 1) }, (_, index) => grow(index + 1))];
}

/**
 * One slap as a 4-4-2 scanner shows it, ridges dark on light, with the truth about its fingers. `random` draws what the
 * scene leaves open, which of the `skins` each finger wears among it; the same seed, scene and skins give the same bytes.
 */
export function synthesiseSlap(random: Random, scene: SlapScene, skins: SlapSkins): Slap {
  const { widthPx, heightPx, resolutionPpi } = scene.platen;
  const pixelsPerMm = resolutionPpi / 25.4;
  const platen: Platen = { widthPx, heightPx, pixelsPerMm, darkness: new Float32Array(widthPx * heightPx) };
  if (scene.latent !== null) pressLatent(random.fork("latent"), platen, scene, skins);
  const fingers = pressHand(random.fork("hand"), platen, scene, skins);
  if (scene.palmMm !== null) pressPalm(random.fork("palm"), platen, scene, skins);
  if (scene.haloRatio > 0) breatheAround(random.fork("halo"), platen, scene.haloRatio);
  for (const [index, smudge] of scene.smudges.entries()) smear(random.fork(`smudge-${index}`), platen, smudge);
  strewDirt(random.fork("dirt"), platen, scene.dirtCount);
  const pixels = readOut(random.fork("noise"), platen, scene);
  fingers.sort((a, b) => a.centre.x - b.centre.x);
  return { image: { widthPx, heightPx, resolutionPpi, pixels }, target: scene.target, fingers };
}

function pressHand(random: Random, platen: Platen, scene: SlapScene, skins: SlapSkins): SlapFingerTruth[] {
  const place = createPlacement(platen, scene);
  const truths: SlapFingerTruth[] = [];
  for (const finger of layHand(random.fork("lay"), scene.target, scene.hand)) {
    const own = random.fork(`finger-${finger.position}`);
    if (scene.absent.includes(finger.position)) continue;
    const touch = scene.touches[finger.position] ?? plainTouch;
    const laid = place(finger);
    const extent = pressTip(own, platen, { laid, touch, skin: wear(own, skins, finger.position) });
    if (touch.creaseGapMm !== null) pressJoint(own, platen, { laid, touch, skin: wear(own, skins, finger.position) });
    if (extent !== null) truths.push(describe(laid, extent, platen.pixelsPerMm, finger.position));
  }
  if (scene.extra !== null) {
    const own = random.fork("extra");
    const spare = { position: 1 as const, x: scene.extra.xMm, y: scene.extra.yMm, angleDeg: scene.extra.angleDeg };
    const size = scene.hand.sizeRatio;
    const laid = place({ ...spare, halfWidth: 8 * size, halfLength: own.between(11, 13) * size });
    const extent = pressTip(own, platen, { laid, touch: plainTouch, skin: wear(own, skins, spare.position) });
    if (extent !== null) truths.push(describe(laid, extent, platen.pixelsPerMm, null));
  }
  return truths;
}

function wear(random: Random, skins: SlapSkins, position: FingerPosition): FingerSkin {
  return typeof skins === "function" ? skins(position) : random.pick(skins);
}

type Placement = (finger: LaidFinger) => LaidFinger;

/** Turns the hand about its middle and puts it on the platen. */
function createPlacement(platen: Platen, scene: Pick<SlapScene, "rotationDeg" | "shiftXMm" | "shiftYMm">): Placement {
  const turn = (scene.rotationDeg * Math.PI) / 180;
  const middleX = platen.widthPx / platen.pixelsPerMm / 2 + scene.shiftXMm;
  const middleY = platen.heightPx / platen.pixelsPerMm / 2 + scene.shiftYMm;
  return (finger) => ({
    ...finger,
    x: middleX + Math.cos(turn) * finger.x - Math.sin(turn) * finger.y,
    y: middleY + Math.sin(turn) * finger.x + Math.cos(turn) * finger.y,
    angleDeg: finger.angleDeg + scene.rotationDeg,
  });
}

type Pressing = { readonly laid: LaidFinger; readonly touch: FingerTouch; readonly skin: FingerSkin };

function pressTip(random: Random, platen: Platen, { laid, touch, skin }: Pressing): PressedExtent | null {
  const shrink = 0.88 + 0.2 * touch.pressureRatio;
  return pressSkin(random, platen, skin, {
    ...shapeOf(laid, touch),
    halfWidth: laid.halfWidth * shrink,
    halfLength: laid.halfLength * shrink,
    upperPower: random.between(2, 2.5),
    lowerPower: random.between(2.3, 4.5),
    lift: liftOf(laid, touch),
  });
}

const directions = { tip: 0, right: 90, base: 180, left: 270 } as const;

function liftOf(laid: LaidFinger, { lifted }: FingerTouch): Contact["lift"] {
  if (lifted === null) return null;
  const half = lifted.from === "tip" || lifted.from === "base" ? laid.halfLength : laid.halfWidth;
  return { towardsDeg: directions[lifted.from], atMm: half * (1 - 2 * lifted.shareRatio) };
}

/** The middle joint below the crease: ridges as dark as the tip's, cut by folds across. */
function pressJoint(random: Random, platen: Platen, { laid, touch, skin }: Pressing): void {
  const halfLength = random.between(7, 11) * (laid.halfLength / 12);
  const turn = (laid.angleDeg * Math.PI) / 180;
  const below = laid.halfLength * (0.88 + 0.2 * touch.pressureRatio) + (touch.creaseGapMm ?? 0) + halfLength;
  pressSkin(random.fork("joint"), platen, skin, {
    ...shapeOf(laid, touch),
    x: laid.x - Math.sin(turn) * below,
    y: laid.y + Math.cos(turn) * below,
    halfWidth: laid.halfWidth * random.between(0.75, 0.98),
    halfLength,
    upperPower: random.between(3, 6),
    lowerPower: random.between(3, 6),
    raggedRatio: 0.09,
    lift: null,
    drynessRatio: Math.min(1, touch.drynessRatio + random.between(0, 0.3)),
    pressureRatio: random.between(0.2, 0.7),
  });
}

function shapeOf(laid: LaidFinger, touch: FingerTouch) {
  const { drynessRatio, wetnessRatio, pressureRatio } = touch;
  const { x, y, angleDeg } = laid;
  return { x, y, angleDeg, drynessRatio, wetnessRatio, pressureRatio, raggedRatio: 0.05, strengthRatio: 1 };
}

/** The pads of the palm below the fingers: wide, ridged, and no finger. */
function pressPalm(random: Random, platen: Platen, scene: SlapScene, skins: SlapSkins): void {
  const place = createPlacement(platen, scene);
  for (const side of [-1, 0, 1]) {
    const halfLength = random.between(9, 13);
    const pad = { x: side * 20 * scene.hand.sizeRatio, y: (scene.palmMm ?? 0) + halfLength, angleDeg: 0 };
    const laid = place({ ...pad, position: 1, halfWidth: random.between(10, 13), halfLength });
    pressSkin(random.fork(`pad-${side}`), platen, wear(random, skins, laid.position), {
      ...shapeOf(laid, plainTouch),
      halfWidth: laid.halfWidth,
      halfLength: laid.halfLength,
      upperPower: 2.5,
      lowerPower: 3,
      raggedRatio: 0.1,
      lift: null,
      drynessRatio: 0.2,
    });
  }
}

/** A whole earlier slap, faint. */
function pressLatent(random: Random, platen: Platen, { latent, hand }: SlapScene, skins: SlapSkins): void {
  if (latent === null) return;
  const place = createPlacement(platen, latent);
  for (const finger of layHand(random.fork("lay"), latent.target, { ...hand, spreadRatio: random.between(0.3, 1.2) })) {
    const own = random.fork(`finger-${finger.position}`);
    const laid = place(finger);
    pressSkin(own, platen, wear(own, skins, finger.position), {
      ...shapeOf(laid, plainTouch),
      halfWidth: laid.halfWidth,
      halfLength: laid.halfLength,
      upperPower: 2.2,
      lowerPower: 3,
      lift: null,
      drynessRatio: 0.3,
      strengthRatio: latent.strengthRatio * own.between(0.6, 1),
    });
  }
}

function describe(
  laid: LaidFinger,
  extent: PressedExtent,
  pixelsPerMm: number,
  position: FingerPosition | null,
): SlapFingerTruth {
  const turn = (laid.angleDeg * Math.PI) / 180;
  const across = (extent.left + extent.right) / 2;
  const along = (extent.top + extent.bottom) / 2;
  return {
    position,
    centre: {
      x: (laid.x + Math.cos(turn) * across - Math.sin(turn) * along) * pixelsPerMm,
      y: (laid.y + Math.sin(turn) * across + Math.cos(turn) * along) * pixelsPerMm,
    },
    width: (extent.right - extent.left) * pixelsPerMm,
    height: (extent.bottom - extent.top) * pixelsPerMm,
    angleDeg: laid.angleDeg,
    onPlatenRatio: extent.areaPx / extent.areaWithoutEdgePx,
  };
}

/** From darkness to grey levels: light that falls off, the sensor's noise, and its frame. */
function readOut(random: Random, platen: Platen, scene: SlapScene): Uint8Array {
  const { widthPx, heightPx, darkness } = platen;
  const pixels = new Uint8Array(widthPx * heightPx);
  const framePx = scene.frame === null ? 0 : Math.round(scene.frame.widthMm * platen.pixelsPerMm);
  const direction = random.between(0, 2 * Math.PI);
  const shadeX = (Math.cos(direction) * scene.shadeLevels) / widthPx;
  const shadeY = (Math.sin(direction) * scene.shadeLevels) / heightPx;
  for (let y = 0; y < heightPx; y += 1) {
    const isFrameRow = y < framePx || y >= heightPx - framePx;
    for (let x = 0; x < widthPx; x += 1) {
      const at = y * widthPx + x;
      const noise = (random.next() + random.next() - 1) * 2.4 * scene.noiseLevels;
      const isFrame = isFrameRow || x < framePx || x >= widthPx - framePx;
      const paper = scene.paperLevel + shadeX * (x - widthPx / 2) + shadeY * (y - heightPx / 2);
      const level = isFrame ? (scene.frame?.level ?? 0) : paper - (paper - scene.inkLevel) * (darkness[at] ?? 0);
      pixels[at] = Math.min(255, Math.max(0, Math.round(level + noise)));
    }
  }
  return pixels;
}
