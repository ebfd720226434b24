/** Guards the 32-bit memory of coder and decoder: the largest page scanned at 600 ppi stays below. */
export const jp2PixelsMax = 40_000_000;
