import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import sharp from "sharp";
import { drawTouch, type TouchKind } from "../../drivers/fingerprint/draw-touch.ts";
import type { FingerTouch } from "../../drivers/fingerprint/finger-scene.ts";
import { growFinger } from "../../drivers/fingerprint/grow-finger.ts";
import type { FingerSkin } from "../../drivers/fingerprint/grow-ridges.ts";
import { locateOnImage } from "../../drivers/fingerprint/place-finger.ts";
import { pressFinger } from "../../drivers/fingerprint/press-finger.ts";
import { fingerPositions } from "../kernel/biometric.ts";
import { asideSuffix } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { Point } from "../kernel/geometry.ts";
import type { GrayImage } from "../kernel/image.ts";
import { createRandom } from "../kernel/random.ts";
import { markPng } from "./mark-png.ts";

export const printCountMax = 20_000;

export type PrintSet = {
  readonly dir: string;
  readonly fingers: number;
  readonly impressions: number;
  readonly seed: string;
  readonly kind: TouchKind;
};

export type PrintSetWatch = {
  readonly stop: AbortSignal;
  readonly onFinger: (done: number) => void;
};

const mark = "Simulated fingerprint, nobody's, made by bilik synthesise";

/**
 * Fills a folder with `<finger>_<impression>.png`, `truth.json` and `README.txt`, or leaves nothing behind.
 * @throws BoothError `command.usage` when the folder holds something, `file.unreadable` when it cannot be written
 * @throws the signal's reason when stopped
 */
export async function writePrints(set: PrintSet, { stop, onFinger }: PrintSetWatch): Promise<void> {
  const dir = resolve(set.dir);
  await requireEmpty(dir);
  let aside: string | null = null;
  try {
    await mkdir(dirname(dir), { recursive: true });
    aside = await mkdtemp(`${dir}${asideSuffix}-`);
    const truth: PrintTruth[] = [];
    for (let finger = 1; finger <= set.fingers; finger += 1) {
      truth.push(...(await writeFinger(set, aside, finger, stop)));
      onFinger(finger);
    }
    await writeFile(
      join(aside, "truth.json"),
      `${JSON.stringify({ simulated: true, ...describe(set), prints: truth })}\n`,
    );
    await writeFile(join(aside, "README.txt"), readme(set));
    // These are nobody's: anyone may look.
    await chmod(aside, 0o755);
    await rename(aside, dir);
  } catch (error) {
    if (aside !== null) await rm(aside, { recursive: true, force: true });
    throw asUnwritable(dir, error);
  }
}

/** Where the turns of the ridges lie, in pixels of the image, and how the finger was laid down. */
type PrintTruth = {
  readonly file: string;
  readonly pattern: string;
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  readonly touch: FingerTouch;
};

async function writeFinger(set: PrintSet, dir: string, finger: number, stop: AbortSignal): Promise<PrintTruth[]> {
  const name = String(finger).padStart(String(set.fingers).length, "0");
  const fingerSeed = `${set.seed}/${finger}`;
  const position = fingerPositions[(finger - 1) % fingerPositions.length] ?? null;
  const skin = growFinger(fingerSeed, { position });
  const truth: PrintTruth[] = [];
  for (let impression = 1; impression <= set.impressions; impression += 1) {
    // Drawing is synchronous: without a turn of the event loop a signal would never be heard.
    await setImmediate();
    stop.throwIfAborted();
    const random = createRandom(`${fingerSeed}/${impression}`);
    const touch = drawTouch(random.fork("touch"), set.kind);
    const image = pressFinger(random.fork("press"), skin, touch);
    const file = `${name}_${impression}.png`;
    await writeFile(join(dir, file), markPng(await encodePng(image), "Source", mark));
    truth.push(describePrint(file, skin, touch));
  }
  return truth;
}

function describePrint(file: string, skin: FingerSkin, touch: FingerTouch): PrintTruth {
  const locate = (point: Point) => {
    const { x, y } = locateOnImage(skin, touch, point);
    return { x: Math.round(x), y: Math.round(y) };
  };
  return { file, pattern: skin.pattern, cores: skin.cores.map(locate), deltas: skin.deltas.map(locate), touch };
}

function encodePng({ widthPx, heightPx, resolutionPpi, pixels }: GrayImage): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .toColourspace("b-w")
    .withDensity(resolutionPpi)
    .png()
    .toBuffer();
}

function describe({ seed, kind, fingers, impressions }: PrintSet) {
  return { seed, kind, fingers, impressions };
}

function readme(set: PrintSet): string {
  return [
    "All prints in this folder are simulated: they are nobody's fingers.",
    "<finger>_<impression>.png, 500 ppi, ridges dark; truth.json says how each was laid down.",
    `Made by: bilik synthesise fingerprints, ${JSON.stringify(describe(set))}`,
    "",
  ].join("\n");
}

async function requireEmpty(dir: string): Promise<void> {
  try {
    if ((await readdir(dir)).length > 0) throw notEmpty(dir);
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw asUnwritable(dir, error);
  }
}

function notEmpty(dir: string): BoothError<"command.usage"> {
  return new BoothError("command.usage", { problem: `${dir} is a folder with something in it` });
}

function asUnwritable(path: string, error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return error;
  if (isSystemError(error, "ENOTEMPTY") || isSystemError(error, "EEXIST")) return notEmpty(path);
  return new BoothError("file.unreadable", { path, problem: String(error.code) }, { cause: error });
}
