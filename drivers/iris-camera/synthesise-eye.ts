import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import { defocus, expose, type Frame, smear } from "./degrade-frame.ts";
import { drawLids, type EyeLids, type Lash } from "./eye-lids.ts";
import type { EyeScene } from "./eye-scene.ts";
import { growIrisTexture } from "./iris-texture.ts";

export type SyntheticEye = {
  /** 640 × 480, like a near-infrared camera's frame. */
  readonly image: GrayImage;
  readonly truth: {
    readonly limbus: Circle;
    readonly pupil: Circle;
    /** Share of the iris ring that neither lid covers. */
    readonly openIrisRatio: number;
  };
};

const widthPx = 640;
const heightPx = 480;
/** An iris is about 12 mm wide; ISO/IEC 19794-6 asks for at least 10 pixels a millimetre. */
const irisWidthMm = 11.8;
const mmPerInch = 25.4;

/** Draws an eye that belongs to nobody. The same stream and scene give the same frame. */
export function synthesiseEye(random: Random, scene: EyeScene): SyntheticEye {
  const limbus = {
    x: widthPx / 2 + scene.offsetXPx,
    y: heightPx / 2 + scene.offsetYPx,
    radius: scene.limbusRadiusPx,
  };
  const pupil = {
    x: limbus.x + scene.pupilOffsetXPx,
    y: limbus.y + scene.pupilOffsetYPx,
    radius: scene.limbusRadiusPx * scene.pupilRatio,
  };
  const lids = drawLids(random.fork("lids"), limbus, scene);
  const frame = paintEye(random.fork("light"), scene, { limbus, pupil, lids });
  for (const lash of lids.lashes) paintLash(frame, lash);
  paintReflections(frame, random.fork("reflections"), scene, { limbus, pupil, lids });

  const seen = smear(defocus(frame, scene.defocusPx), scene.motionPx, scene.motionDeg);
  const pixels = expose(seen, random.fork("noise"), scene.noiseDeviation);
  const resolutionPpi = Math.round(((2 * limbus.radius) / irisWidthMm) * mmPerInch);
  return {
    image: { widthPx, heightPx, resolutionPpi, pixels },
    truth: { limbus, pupil, openIrisRatio: measureOpening(limbus, pupil, lids) },
  };
}

type Eye = { readonly limbus: Circle; readonly pupil: Circle; readonly lids: EyeLids };

function paintEye(random: Random, scene: EyeScene, { limbus, pupil, lids }: Eye): Frame {
  const values = new Float32Array(widthPx * heightPx);
  const texture = growIrisTexture(scene.eyeSeed);
  const skin = lightSkin(random, scene);
  const ball = (x: number, y: number) => lightBall(x, y, { scene, limbus, pupil, texture });

  for (let x = 0; x < widthPx; x += 1) {
    const upper = lids.upperY(x);
    const lower = lids.lowerY(x);
    for (let y = 0; y < heightPx; y += 1) {
      const open = cover(y - upper) * cover(lower - y);
      const crease = -18 * Math.exp(-(((y - upper + limbus.radius * 0.45) / 5) ** 2));
      const rim = -22 * Math.exp(-(((y - upper + 2) / 3.5) ** 2)) + 8 * Math.exp(-(((y - lower - 3) / 4) ** 2));
      const lid = skin(x, y) + crease + rim;
      // The upper lid throws a soft shadow on the ball.
      const shade = 1 - 0.18 * Math.exp(-Math.max(0, y - upper) / (limbus.radius * 0.14));
      values[y * widthPx + x] = open <= 0 ? lid : lid * (1 - open) + open * shade * ball(x, y);
    }
  }
  return { widthPx, heightPx, values };
}

/** 0 on the far side of an edge, 1 on the near side, a pixel's width between. */
function cover(distancePx: number): number {
  return Math.max(0, Math.min(1, distancePx + 0.5));
}

function lightSkin(random: Random, scene: EyeScene): (x: number, y: number) => number {
  const folds = Array.from({ length: 5 }, () => ({
    across: random.normal(0, 0.012),
    down: random.normal(0, 0.03),
    phase: random.between(0, 6.28),
    height: random.between(1, 4),
  }));
  const slopeX = random.normal(0, 0.02);
  const slopeY = random.normal(0, 0.03);
  return (x, y) => {
    let level = scene.skinLevel + slopeX * (x - widthPx / 2) + slopeY * (y - heightPx / 2);
    for (const fold of folds) level += fold.height * Math.sin(fold.across * x + fold.down * y + fold.phase);
    return level;
  };
}

type Ball = {
  readonly scene: EyeScene;
  readonly limbus: Circle;
  readonly pupil: Circle;
  readonly texture: ReturnType<typeof growIrisTexture>;
};

function lightBall(x: number, y: number, { scene, limbus, pupil, texture }: Ball): number {
  const fromLimbus = Math.hypot(x - limbus.x, y - limbus.y);
  // The ball falls off towards the corners of the eye.
  const sclera = scene.scleraLevel * (1 - 0.1 * Math.min(1, (fromLimbus / limbus.radius - 1) ** 2));
  if (fromLimbus > limbus.radius + 3) return sclera;

  const offsetX = x - pupil.x;
  const offsetY = y - pupil.y;
  const fromPupil = Math.hypot(offsetX, offsetY);
  const depthRatio = (fromPupil - pupil.radius) / Math.max(1, fromPupil - pupil.radius + limbus.radius - fromLimbus);
  const inIris = scene.irisLevel + texture(Math.atan2(offsetY, offsetX), Math.max(0, Math.min(1, depthRatio)));
  const white = cover((fromLimbus - limbus.radius) / 3);
  const black = cover((pupil.radius - fromPupil) / 1.2);
  return black * scene.pupilLevel + (1 - black) * (white * sclera + (1 - white) * inIris);
}

const lashLevel = 38;

function paintLash({ values }: Frame, lash: Lash): void {
  const length = Math.hypot(lash.toX - lash.fromX, lash.toY - lash.fromY);
  const steps = Math.max(2, Math.ceil(length * 2));
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const bend = (lash.bendPx * 4 * share * (1 - share)) / Math.max(1, length);
    const x = lash.fromX + (lash.toX - lash.fromX) * share - (lash.toY - lash.fromY) * bend;
    const y = lash.fromY + (lash.toY - lash.fromY) * share + (lash.toX - lash.fromX) * bend;
    const radius = (lash.widthPx * (1 - 0.7 * share)) / 2 + 0.5;
    blendDisc(values, { x, y, radius }, lashLevel, 0.5);
  }
}

/** The lamps mirror on the wet ball only, never on a lid. */
function paintReflections({ values }: Frame, random: Random, scene: EyeScene, { pupil, lids }: Eye): void {
  const radius = scene.limbusRadiusPx * 0.045;
  for (let index = 0; index < scene.reflections; index += 1) {
    const angle = random.between(0, 2 * Math.PI);
    const distance = random.between(0.1, 0.75) * pupil.radius;
    const spot = { x: pupil.x + Math.cos(angle) * distance, y: pupil.y + Math.sin(angle) * distance };
    if (spot.y - radius < lids.upperY(spot.x) || spot.y + radius > lids.lowerY(spot.x)) continue;
    blendDisc(values, { ...spot, radius: radius * random.between(0.8, 1.2) }, 255, 1);
  }
}

function blendDisc(values: Float32Array, { x, y, radius }: Circle, level: number, strength: number): void {
  for (let row = Math.floor(y - radius - 1); row <= Math.ceil(y + radius + 1); row += 1) {
    for (let column = Math.floor(x - radius - 1); column <= Math.ceil(x + radius + 1); column += 1) {
      if (row < 0 || column < 0 || row >= heightPx || column >= widthPx) continue;
      const share = strength * cover(radius - Math.hypot(column - x, row - y));
      const index = row * widthPx + column;
      values[index] = (values[index] ?? 0) * (1 - share) + level * share;
    }
  }
}

function measureOpening(limbus: Circle, pupil: Circle, lids: EyeLids): number {
  let all = 0;
  let open = 0;
  for (let y = Math.floor(limbus.y - limbus.radius); y <= limbus.y + limbus.radius; y += 1) {
    for (let x = Math.floor(limbus.x - limbus.radius); x <= limbus.x + limbus.radius; x += 1) {
      const isRing =
        Math.hypot(x - limbus.x, y - limbus.y) <= limbus.radius && Math.hypot(x - pupil.x, y - pupil.y) > pupil.radius;
      if (!isRing) continue;
      all += 1;
      if (y > lids.upperY(x) && y < lids.lowerY(x)) open += 1;
    }
  }
  return all === 0 ? 0 : open / all;
}
