import type { FingerPosition } from "../../runtime/kernel/biometric.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createSbiSource, type SbiOptions } from "../transport/sbi/create-sbi-source.ts";
import { targetFinger } from "../transport/sbi/sbi-targets.ts";
import type { FingerprintDriver } from "./fingerprint-driver.ts";

/** Reads an ISO/IEC 19794-4:2011 record of one finger. @throws BoothError `record.invalid`, `codec.invalid` */
export type ReadFingerRecord = (
  record: Uint8Array,
) => Promise<{ readonly position: FingerPosition; readonly image: GrayImage }>;

const name = "fingerprint-sbi";

/** Any fingerprint device behind a Secure Biometric Interface: single-finger, or a slab asked for one finger a time. */
export function createFingerprintSbi(
  options: Omit<SbiOptions, "viewMs"> & { readonly readRecord: ReadFingerRecord },
): FingerprintDriver {
  return createSbiSource(
    {
      name,
      kind: "Finger",
      describe: targetFinger,
      findFault: ({ image }) => findGrayFault(image),
      readView: null,
      readFrame: async ({ record, score }, position) => {
        const read = await options.readRecord(record);
        if (read.position === position) return { image: read.image, deviceScore: score };
        throw new BoothError("driver.malformed", { device: name, problem: "the record is of another finger" });
      },
      nativePpi: ({ image }) => image.resolutionPpi,
    },
    { ...options, viewMs: 0 },
  );
}
