/** 8-bit grayscale, row-major, 0 = black. `pixels.length === widthPx * heightPx`. */
export type GrayImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly resolutionPpi: number;
  readonly pixels: Uint8Array;
};

/** 8-bit sRGB, row-major, interleaved R, G, B. `pixels.length === widthPx * heightPx * 3`. */
export type RgbImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint8Array;
};

/** A page as scanned or photographed: colour, with the resolution that is stated, 0 where none is. */
export type PageImage = RgbImage & { readonly resolutionPpi: number };
