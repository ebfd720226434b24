import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createVideoCamera, type VideoCameraOptions } from "../transport/video/create-video-camera.ts";
import type { IrisCameraDriver, IrisCameraFrame } from "./iris-camera-driver.ts";

/**
 * A near-infrared camera that Linux knows, looking at one eye. No such module meets ISO/IEC 19794-6 by a certificate: what it
 * takes is marked uncertified. `resolutionPpi` is what an eye at the camera's own distance shows.
 */
export function createIrisCameraV4l2(
  options: VideoCameraOptions & { readonly resolutionPpi: number; readonly isMirrored: boolean },
): IrisCameraDriver {
  const { resolutionPpi, isMirrored } = options;
  return createVideoCamera<Eye, IrisCameraFrame>(
    {
      name: "iris-camera-v4l2",
      toFrame: (image) => ({ image: { ...toGray(image), resolutionPpi }, isMirrored }),
      findFault: ({ image }) => findGrayFault(image),
    },
    options,
  );
}

/** A monochrome sensor's three channels are one. */
function toGray({ widthPx, heightPx, pixels }: RgbImage) {
  const gray = new Uint8Array(widthPx * heightPx);
  for (let at = 0; at < gray.length; at += 1) gray[at] = pixels[3 * at + 1] ?? 0;
  return { widthPx, heightPx, pixels: gray };
}
