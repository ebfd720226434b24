import { type EncodeJp2, encodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { encodeWsq, type WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import type { FingerImagePolicy } from "../kernel/biometric.ts";
import type { GrayImage } from "../kernel/image.ts";

export type EncodeWsq = (image: GrayImage, options: WsqOptions) => Promise<Uint8Array>;

/** Where a package's images are encoded, and how its fingers are. */
export type ImageEncoding = {
  readonly encodeJp2: EncodeJp2;
  readonly encodeWsq: EncodeWsq;
  readonly fingerImages: FingerImagePolicy;
};

/** On the calling thread, and lossless. */
export const ownEncoding: ImageEncoding = {
  encodeJp2,
  encodeWsq: async (image, options) => encodeWsq(image, options),
  fingerImages: "jpeg-2000-lossless",
};
