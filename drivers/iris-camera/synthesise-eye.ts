import type { Point } from "../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import { defocus, expose, type Frame, interlace, smear } from "./degrade-frame.ts";
import { placeEye } from "./eye-geometry.ts";
import { drawLids } from "./eye-lids.ts";
import type { EyeScene } from "./eye-scene.ts";
import { type EyeTruth, tellTruth } from "./eye-truth.ts";
import { lightSkin } from "./light-skin.ts";
import { paintGlasses, paintLash, paintReflections } from "./paint-before-eye.ts";
import { type Canvas, paintEye } from "./paint-eye.ts";

export type SyntheticEye = {
  /** Like a near-infrared camera's frame, 640 × 480 unless the scene says otherwise. */
  readonly image: GrayImage;
  readonly truth: EyeTruth;
};

/** An iris is about 12 mm wide; ISO/IEC 19794-6 asks for at least 10 pixels a millimetre. */
const irisWidthMm = 11.8;
const mmPerInch = 25.4;
const middleGray = 110;

/** Draws an eye that belongs to nobody. The same stream and scene give the same frame. */
export function synthesiseEye(random: Random, scene: EyeScene): SyntheticEye {
  const canvas = clearCanvas(scene);
  paintSkin(canvas, random.fork("light"), scene);
  const truth = addEye(canvas, random, scene);
  return { image: takePicture(canvas, random, scene), truth };
}

export function clearCanvas({ widthPx, heightPx }: EyeScene): Canvas {
  const pixels = widthPx * heightPx;
  return { widthPx, heightPx, values: new Float32Array(pixels), regions: new Uint8Array(pixels) };
}

export function paintSkin({ widthPx, heightPx, values }: Canvas, random: Random, scene: EyeScene): void {
  const skin = lightSkin(random, scene);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) values[y * widthPx + x] = skin(x, y);
  }
}

/** Draws one eye onto the skin that is there, with all that hangs before it. */
export function addEye(canvas: Canvas, random: Random, scene: EyeScene): EyeTruth {
  const ball: Point = {
    x: scene.widthPx / 2 + scene.offsetXPx,
    y: scene.heightPx / 2 + scene.offsetYPx,
  };
  const geometry = placeEye(scene, ball);
  const lids = drawLids(random.fork("lids"), ball, scene);
  paintEye(canvas, scene, { geometry, lids });
  for (const lash of lids.lashes) paintLash(canvas, lash);
  paintReflections(canvas, random.fork("reflections"), { scene, geometry, lids });
  paintGlasses(canvas, random.fork("glasses"), scene, geometry);
  return tellTruth(geometry, lids, canvas);
}

/** Light, lens, movement and sensor, in the order in which they touch the picture. */
export function takePicture(canvas: Canvas, random: Random, scene: EyeScene): GrayImage {
  const { widthPx, heightPx } = canvas;
  const lit = shade(canvas, scene);
  const seen = interlace(smear(defocus(lit, scene.defocusPx), scene.motionPx, scene.motionDeg), scene.interlacePx);
  const pixels = expose(seen, random.fork("noise"), scene.noiseDeviation);
  const resolutionPpi = Math.round(((2 * scene.limbusRadiusPx) / irisWidthMm) * mmPerInch);
  return { widthPx, heightPx, resolutionPpi, pixels };
}

function shade({ widthPx, heightPx, values }: Frame, { lightSlopeRatio, contrastRatio }: EyeScene): Frame {
  if (lightSlopeRatio === 0 && contrastRatio === 1) return { widthPx, heightPx, values };
  const lit = new Float32Array(values.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const index = y * widthPx + x;
      const light = 1 + lightSlopeRatio * (x / widthPx - 0.5);
      const level = (values[index] ?? 0) * light;
      // A reflection saturates whatever the light.
      lit[index] = (values[index] ?? 0) >= 250 ? 255 : middleGray + contrastRatio * (level - middleGray);
    }
  }
  return { widthPx, heightPx, values: lit };
}
