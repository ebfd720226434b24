import type { Eye } from "../../runtime/kernel/biometric.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { GrayImage, RgbImage } from "../../runtime/kernel/image.ts";
import { findGrayFault } from "../transport/find-frame-fault.ts";
import { createSbiSource, type SbiOptions } from "../transport/sbi/create-sbi-source.ts";
import { targetEye } from "../transport/sbi/sbi-targets.ts";
import type { IrisCameraDriver, IrisCameraFrame } from "./iris-camera-driver.ts";

/** Reads an ISO/IEC 19794-6:2011 record of one eye. @throws BoothError `record.invalid`, `codec.invalid` */
export type ReadIrisRecord = (record: Uint8Array) => Promise<{ readonly eye: Eye; readonly image: GrayImage }>;

const name = "iris-camera-sbi";
/** An eye camera states no scale; 10 pixels a millimetre is the least that the record's standard asks for. */
const viewResolutionPpi = 254;

/** Any iris camera behind a Secure Biometric Interface, one eye at a time. */
export function createIrisCameraSbi(options: SbiOptions & { readonly readRecord: ReadIrisRecord }): IrisCameraDriver {
  return createSbiSource<Eye, IrisCameraFrame>(
    {
      name,
      kind: "Iris",
      describe: targetEye,
      findFault: ({ image }) => findGrayFault(image),
      readView: (image) => ({ image: keepGreen(image), isView: true }),
      readFrame: async ([{ record }], eye) => {
        const read = await options.readRecord(record);
        if (read.eye === eye) return { image: read.image };
        throw new BoothError("driver.malformed", { device: name, problem: "the record is of the other eye" });
      },
      nativePpi: () => null,
    },
    options,
  );
}

/** A near-infrared view is gray: its three channels are the same. */
function keepGreen({ widthPx, heightPx, pixels }: RgbImage): GrayImage {
  const gray = new Uint8Array(widthPx * heightPx);
  for (let pixel = 0; pixel < gray.length; pixel += 1) gray[pixel] = pixels[3 * pixel + 1] ?? 0;
  return { widthPx, heightPx, resolutionPpi: viewResolutionPpi, pixels: gray };
}
