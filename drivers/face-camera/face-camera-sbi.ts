import type { RgbImage } from "../../runtime/kernel/image.ts";
import { findRgbFault } from "../transport/find-frame-fault.ts";
import { createSbiSource, type SbiOptions } from "../transport/sbi/create-sbi-source.ts";
import { targetFace } from "../transport/sbi/sbi-targets.ts";
import type { FaceCameraDriver, FaceCameraFrame } from "./face-camera-driver.ts";

/** Reads an ISO/IEC 19794-5:2011 record of one portrait. @throws BoothError `record.invalid`, `codec.invalid` */
export type ReadFaceRecord = (record: Uint8Array) => Promise<RgbImage>;

/** Any portrait camera behind a Secure Biometric Interface. */
export function createFaceCameraSbi(options: SbiOptions & { readonly readRecord: ReadFaceRecord }): FaceCameraDriver {
  return createSbiSource<"portrait", FaceCameraFrame>(
    {
      name: "face-camera-sbi",
      kind: "Face",
      describe: () => targetFace,
      findFault: ({ image }) => findRgbFault(image),
      readView: (image) => ({ image, isView: true }),
      readFrame: async ([{ record }]) => ({ image: await options.readRecord(record), isStill: true }),
      nativePpi: () => null,
    },
    options,
  );
}
