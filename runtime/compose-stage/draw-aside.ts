import { Piscina } from "piscina";
import type { FaceScene } from "../../drivers/face-camera/face-scene.ts";
import type { EyeScene } from "../../drivers/iris-camera/eye-scene.ts";
import type { HandLook } from "../demo/body.ts";
import type { CanonicalFace } from "../kernel/canonical-face.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type { Random } from "../kernel/random.ts";
import type { Drawing, DrawingSetup } from "./drawing-worker.ts";
import type { LaidFinger } from "./stage-finger.ts";

/** Draws what simulated devices see. */
export type Draughtsman = {
  readonly drawFace: (scene: FaceScene) => Promise<RgbImage>;
  readonly drawEye: (scene: EyeScene) => Promise<GrayImage>;
  /** A finger of this person laid down; what differs from touch to touch comes from a stream of which nothing was drawn yet. */
  readonly layFinger: (person: string, laid: LaidFinger, random: Random) => Promise<GrayImage>;
  /** Several fingers at once, under the same rule. */
  readonly layHand: (person: string, laid: HandLook, random: Random) => Promise<GrayImage>;
};

/**
 * Draws in a thread of its own: a drawing takes a tenth of a second, for which no screen may wait. The thread starts with the
 * first drawing and keeps no process alive.
 */
export function createDraughtsman(canonicalFace: CanonicalFace): Draughtsman {
  const pool = new Piscina<Drawing, RgbImage | GrayImage>({
    filename: new URL("./drawing-worker.ts", import.meta.url).href,
    name: "draw",
    workerData: { canonicalFace } satisfies DrawingSetup,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const draw = async <I extends RgbImage | GrayImage>(drawing: Drawing): Promise<I> => (await pool.run(drawing)) as I;
  return {
    drawFace: (scene) => draw<RgbImage>({ kind: "face", scene }),
    drawEye: (scene) => draw<GrayImage>({ kind: "eye", scene }),
    layFinger: (person, laid, { seed }) => draw<GrayImage>({ kind: "finger", person, laid, seed }),
    layHand: (person, laid, { seed }) => draw<GrayImage>({ kind: "hand", person, laid, seed }),
  };
}
