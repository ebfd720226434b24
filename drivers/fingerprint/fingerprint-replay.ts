import { createReplay, type ReplayOptions } from "../recording/create-replay.ts";
import { readGrayImage } from "../recording/read-image-file.ts";
import { nameException } from "../recording/recorded-exception.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import type { FingerprintDriver } from "./fingerprint-driver.ts";

/** Offers a recorded resident's fingers: one frame a look, always the same impression of a finger. */
export function createFingerprintReplay({ clock, resident }: ReplayOptions): FingerprintDriver {
  return createReplay(clock, {
    name: "fingerprint-replay",
    model: "Recorded fingerprints",
    serial: "EMU-FINGERPRINT-REPLAY",
    describeTarget: (position) => nameException({ modality: "fingerprint", position }),
    findFault: ({ image }) => findGrayFault(image),
    read: (position) => {
      const path = resident.fingerPaths.get(position);
      return path === undefined ? null : readGrayImage(path).then((image) => ({ image, deviceScore: null }));
    },
    live: null,
  });
}
