import sharp from "sharp";
import { createPageCamera, type PageCamera, type PageCameraFeed } from "../../../drivers/face-camera/page-camera.ts";

/** What the page sends in place of its `number`th picture; null for nothing, and nothing any more. */
export type PictureMaker = (number: number) => Uint8Array | null | "leave";

/** A page that keeps to the rules: one frame when it is wanted, the next when the last is taken. */
export function emulatePage(makePicture: PictureMaker): PageCamera & PageCameraFeed {
  const camera = createPageCamera();
  let sequence = 0;
  const send = () => {
    sequence += 1;
    const picture = makePicture(sequence);
    if (picture === "leave") camera.setState("lost");
    else if (picture !== null) camera.offer(picture, sequence);
  };
  // A page answers later, never within the call.
  camera.onWant((isWanted) => isWanted && queueMicrotask(send));
  camera.onTaken(() => queueMicrotask(() => camera.isWanted() && send()));
  camera.setState("ready");
  return camera;
}

export async function drawJpeg(widthPx: number, heightPx: number): Promise<Uint8Array> {
  const picture = { width: widthPx, height: heightPx, channels: 3, background: { r: 180, g: 120, b: 90 } } as const;
  return new Uint8Array(await sharp({ create: picture }).jpeg().toBuffer());
}
