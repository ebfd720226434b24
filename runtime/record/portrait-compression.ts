import { readJp2 } from "../../pipelines/codec/jp2-boxes.ts";

export type PortraitCompression = "jpeg-2000-lossless" | "jpeg-2000-lossy";

/** How a portrait is compressed, by its own transform. @throws BoothError `codec.invalid` when it is no JP2 file */
export function compressionOf(jp2: Uint8Array): PortraitCompression {
  return readJp2(jp2).isReversible ? "jpeg-2000-lossless" : "jpeg-2000-lossy";
}
