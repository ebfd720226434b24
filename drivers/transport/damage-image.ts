type Raster = { readonly widthPx: number; readonly pixels: Uint8Array };

/** An image as it arrives when the second half of its bytes is lost. */
export function truncateImage<Image extends Raster>(image: Image): Image {
  return { ...image, pixels: image.pixels.subarray(0, image.pixels.length >> 1) };
}

/** An image whose header speaks of another sensor: more columns than there are pixels for. */
export function misshapeImage<Image extends Raster>(image: Image): Image {
  return { ...image, widthPx: image.widthPx + 8 };
}
