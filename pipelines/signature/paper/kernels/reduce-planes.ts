type Raster = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** Interleaved channels as planes, shrunk by a whole factor, each new pixel the mean of `factor × factor` old ones. */
export function reducePlanes(image: Raster, channels: number, factor: number) {
  const widthPx = Math.floor(image.widthPx / factor);
  const heightPx = Math.floor(image.heightPx / factor);
  const planes = Array.from({ length: channels }, (_, channel) => {
    const plane = new Uint8Array(widthPx * heightPx);
    if (factor === 1) takeChannel(plane, image.pixels, channel, channels);
    else shrinkChannel({ widthPx, heightPx, pixels: plane }, image, channel, { channels, factor });
    return plane;
  });
  return { widthPx, heightPx, planes };
}

function takeChannel(plane: Uint8Array, pixels: Uint8Array, channel: number, channels: number): void {
  for (let index = 0, from = channel; index < plane.length; index += 1, from += channels) plane[index] = pixels[from]!;
}

function shrinkChannel(
  { widthPx, heightPx, pixels }: Raster,
  image: Raster,
  channel: number,
  { channels, factor }: { readonly channels: number; readonly factor: number },
): void {
  const share = 1 / (factor * factor);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let sum = 0;
      for (let row = 0; row < factor; row += 1) {
        let source = ((y * factor + row) * image.widthPx + x * factor) * channels + channel;
        for (let column = 0; column < factor; column += 1, source += channels) sum += image.pixels[source]!;
      }
      pixels[y * widthPx + x] = sum * share + 0.5;
    }
  }
}
