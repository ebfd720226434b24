import { spawn } from "node:child_process";
import { once } from "node:events";
import { defaultFaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { swayAt, swayImage } from "../../../runtime/compose-stage/sway-image.ts";
import { builtModelsDir } from "../../../runtime/config/built-models.ts";
import { loadCanonicalFace } from "../../../runtime/inference/load-canonical-face.ts";
import type { BackdropColour } from "../../../runtime/kernel/biometric.ts";

const framesPerSecond = 15;
const secondsLong = 4;
const swayPx = 4;

/**
 * Films a rendered face that sways as people do before a camera, as Motion JPEG that Chromium's fake camera plays over
 * and over. Needs ffmpeg.
 */
export async function filmFace(path: string, backdrop: BackdropColour): Promise<void> {
  const face = await loadCanonicalFace(builtModelsDir);
  // As far away as there has to be for a portrait to be cut.
  const distanceMm = 1.25 * defaultFaceScene.distanceMm;
  const scene = {
    ...defaultFaceScene,
    distanceMm,
    backdrop: { ...defaultFaceScene.backdrop, colour: backdrop },
    seed: "filmed",
  };
  const { image } = await renderFace(face, scene);
  const { widthPx, heightPx } = image;
  const input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${widthPx}x${heightPx}`, "-r", `${framesPerSecond}`];
  const output = ["-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", "2", "-f", "mjpeg", path];
  const ffmpeg = spawn("ffmpeg", ["-y", "-loglevel", "error", ...input, "-i", "-", ...output], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = once(ffmpeg, "close");
  for (let frame = 0; frame < framesPerSecond * secondsLong; frame += 1) {
    const swayed = swayImage(image, swayAt((frame * 1_000) / framesPerSecond, swayPx));
    if (!ffmpeg.stdin.write(swayed.pixels)) await once(ffmpeg.stdin, "drain");
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}
