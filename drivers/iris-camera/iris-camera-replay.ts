import { copyInSlices } from "../../runtime/kernel/in-slices.ts";
import { createReplay, type ReplayOptions } from "../recording/create-replay.ts";
import { readGrayImage } from "../recording/read-image-file.ts";
import { nameException } from "../recording/recorded-exception.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import type { IrisCameraDriver } from "./iris-camera-driver.ts";

/** Shows a recorded resident's eye, 15 times a second, until the consumer leaves. */
export function createIrisCameraReplay({ clock, resident }: ReplayOptions): IrisCameraDriver {
  return createReplay(clock, {
    name: "iris-camera-replay",
    model: "Recorded irises",
    serial: "EMU-IRIS-CAMERA-REPLAY",
    describeTarget: (eye) => nameException({ modality: "iris", position: eye }),
    findFault: ({ image }) => findGrayFault(image),
    read: (eye) => {
      const path = resident.irisPaths.get(eye);
      return path === undefined ? null : readGrayImage(path).then((image) => ({ image }));
    },
    live: {
      frameIntervalMs: 66,
      copy: async ({ image }) => ({ image: { ...image, pixels: await copyInSlices(image.pixels) } }),
    },
  });
}
