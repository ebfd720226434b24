/** What an image file may cost before it is decoded. */
export type ImageLimits = {
  readonly fileSizeMaxBytes: number;
  readonly pixelsMax: number;
  readonly sideMaxPx: number;
};

const megapixel = 1_000_000;
const mebibyte = 1_048_576;

/** A ten-print card at 500 ppi has 16 megapixels, an eye camera at most 20. */
export const biometricImageLimits: ImageLimits = {
  fileSizeMaxBytes: 64 * mebibyte,
  pixelsMax: 25 * megapixel,
  sideMaxPx: 10_000,
};

/** A portrait camera of 61 megapixels, or an A4 page at 600 ppi (35 megapixels), still fits. */
export const photoLimits: ImageLimits = {
  fileSizeMaxBytes: 128 * mebibyte,
  pixelsMax: 64 * megapixel,
  sideMaxPx: 16_384,
};
