import { type EncodeJp2, encodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { encodeWsq, type WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import type { FingerImagePolicy, IrisImagePolicy } from "../kernel/biometric.ts";
import type { GrayImage } from "../kernel/image.ts";

export type EncodeWsq = (image: GrayImage, options: WsqOptions) => Promise<Uint8Array>;

/** Where a package's images are encoded, to which they may be handed over, and how its fingers, its irises and its portrait are. */
export type ImageEncoding = {
  readonly encodeJp2: EncodeJp2;
  readonly encodeWsq: EncodeWsq;
  readonly fingerImages: FingerImagePolicy;
  readonly irisImages: IrisImagePolicy;
  /** Largest portrait image, in which detail is given up where it has to be; null keeps every pixel. */
  readonly portraitLimitBytes: number | null;
};

/** On the calling thread, lossless, and irises cropped. */
export const ownEncoding: ImageEncoding = {
  encodeJp2,
  encodeWsq: async (image, options) => encodeWsq(image, options),
  fingerImages: "jpeg-2000-lossless",
  irisImages: "cropped",
  portraitLimitBytes: null,
};
