/** Sizes that the family is known to send, by the number of bytes: two pixels each. */
const geometries = [
  { widthPx: 256, heightPx: 288 },
  { widthPx: 192, heightPx: 192 },
] as const;

/** More bytes than any module of the family sends. */
export const uploadMaxBytes = 64 * 1_024;
/** 256 pixels over the 12.8 mm of the window (R307 user manual); the modules tell no resolution of their own. */
export const zfmPpi = 508;

/**
 * An uploaded image, 8 bits a pixel, ridges dark: the high half of each byte is the left pixel, 16 levels. Null for a
 * number of bytes that no known module sends: then its geometry could only be guessed.
 */
export function unpackZfmImage(
  bytes: Uint8Array,
): { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array } | null {
  const geometry = geometries.find(({ widthPx, heightPx }) => widthPx * heightPx === bytes.length * 2);
  if (geometry === undefined) return null;
  const pixels = new Uint8Array(bytes.length * 2);
  for (const [at, byte] of bytes.entries()) {
    pixels[2 * at] = (byte >> 4) * 17;
    pixels[2 * at + 1] = (byte & 15) * 17;
  }
  return { ...geometry, pixels };
}
