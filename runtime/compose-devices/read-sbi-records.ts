import type { ReadFaceRecord } from "../../drivers/face-camera/face-camera-sbi.ts";
import type { ReadFingerRecord } from "../../drivers/fingerprint/fingerprint-sbi.ts";
import type { ReadIrisRecord } from "../../drivers/iris-camera/iris-camera-sbi.ts";
import type { DecodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { BoothError } from "../kernel/errors.ts";
import { readFaceRecord } from "../record/iso/face-record.ts";
import { readFingerRecord } from "../record/iso/finger-record.ts";
import { readIrisRecord } from "../record/iso/iris-record.ts";

/** Decoding takes tens of milliseconds a finger: whoever hands the decoder in runs it off the main thread. */
type ReadWith<Read> = (decodeJp2: DecodeJp2) => Read;

/**
 * A device's record of one finger, decoded at the record's own resolution. A capture that the device has compressed with
 * loss is refused: what is scored and kept is the image as the sensor gave it.
 */
export const readSbiFinger: ReadWith<ReadFingerRecord> = (decodeJp2) => async (record) => {
  const { position, resolutionPpi, image, compression } = readFingerRecord(record);
  if (compression === "wsq") {
    throw new BoothError("codec.invalid", { format: "JPEG 2000", problem: "the device compressed its capture as WSQ" });
  }
  const { widthPx, heightPx, pixels } = await decodeJp2(image);
  return { position, image: { widthPx, heightPx, resolutionPpi, pixels } };
};

/** An iris is 11.8 mm wide on average; the record says how many pixels, or the least that its standard asks for holds. */
const irisWidthMm = 11.8;
const mmPerInch = 25.4;
const resolutionDefaultPpi = 254;

/** A device's record of one eye, decoded; its resolution follows from the iris that the device found, where it did. */
export const readSbiIris: ReadWith<ReadIrisRecord> = (decodeJp2) => async (record) => {
  const { eye, diameterPx, image } = readIrisRecord(record);
  const { widthPx, heightPx, pixels } = await decodeJp2(image);
  const statedPpi = ((diameterPx.smallest + diameterPx.largest) / 2 / irisWidthMm) * mmPerInch;
  const resolutionPpi = statedPpi > 0 ? Math.round(statedPpi) : resolutionDefaultPpi;
  return { eye, image: { widthPx, heightPx, resolutionPpi, pixels } };
};

/** A device's record of one portrait, decoded; refused, as a finger is, when the device has thrown detail away. */
export const readSbiFace: ReadWith<ReadFaceRecord> = (decodeJp2) => async (record) => {
  const { image, compression } = readFaceRecord(record);
  if (compression === "jpeg-2000-lossy") {
    throw new BoothError("codec.invalid", {
      format: "JPEG 2000",
      problem: "the device compressed its capture with loss",
    });
  }
  const { widthPx, heightPx, pixels } = await decodeJp2(image);
  return { widthPx, heightPx, pixels };
};
