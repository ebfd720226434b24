import type { Jp2Image } from "../../../pipelines/codec/jp2-codec.ts";

/** Waves with a little noise: enough structure to exercise the coder, the same on every run. */
export function sampleImage(widthPx: number, heightPx: number, channels: 1 | 3 = 1): Jp2Image {
  const pixels = Uint8Array.from({ length: widthPx * heightPx * channels }, (_, index) => {
    const noise = (Math.imul(index + 1, 0x9e3779b1) >>> 27) & 15;
    return Math.round(112 + 100 * Math.sin(index / 7) + noise);
  });
  return { widthPx, heightPx, channels, pixels, resolutionPpi: channels === 1 ? 500 : null, comment: null };
}
