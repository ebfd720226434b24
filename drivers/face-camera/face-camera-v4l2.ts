import { findRgbFault } from "../transport/find-frame-fault.ts";
import { createVideoCamera, type VideoCameraOptions } from "../transport/video/create-video-camera.ts";
import type { FaceCameraDriver, FaceCameraFrame } from "./face-camera-driver.ts";

/** Any camera that Linux knows, for portraits: exposure and white balance stand still while somebody is photographed. */
export function createFaceCameraV4l2(options: VideoCameraOptions): FaceCameraDriver {
  return createVideoCamera<"portrait", FaceCameraFrame>(
    { name: "face-camera-v4l2", toFrame: (image) => ({ image }), findFault: ({ image }) => findRgbFault(image) },
    options,
  );
}
