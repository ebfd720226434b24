import { copyInSlices } from "../../runtime/kernel/in-slices.ts";
import { createReplay, type ReplayOptions } from "../recording/create-replay.ts";
import { readRgbImage } from "../recording/read-image-file.ts";
import { findRgbFault } from "../transport/find-frame-fault.ts";
import type { FaceCameraDriver } from "./face-camera-driver.ts";

/** Shows a recorded resident's portrait, 15 times a second, until the consumer leaves. */
export function createFaceCameraReplay({ clock, resident }: ReplayOptions): FaceCameraDriver {
  return createReplay(clock, {
    name: "face-camera-replay",
    model: "Recorded portrait",
    serial: "EMU-FACE-CAMERA-REPLAY",
    describeTarget: () => "face",
    findFault: ({ image }) => findRgbFault(image),
    read: () => (resident.facePath === null ? null : readRgbImage(resident.facePath).then((image) => ({ image }))),
    live: {
      frameIntervalMs: 66,
      copy: async ({ image }) => ({ image: { ...image, pixels: await copyInSlices(image.pixels) } }),
    },
  });
}
