/** How far somebody who stands still has moved. */
export type Sway = { readonly xPx: number; readonly yPx: number };

/** Two slow waves whose lengths do not fit each other: nobody stands quite still, and nobody repeats themselves. */
export function swayAt(elapsedMs: number, amplitudePx: number): Sway {
  const wave = (periodMs: number) => Math.sin((2 * Math.PI * elapsedMs) / periodMs);
  return { xPx: Math.round(amplitudePx * wave(2_700)), yPx: Math.round(0.6 * amplitudePx * wave(3_900)) };
}

type Raster = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** The image moved by whole pixels, its edges drawn out: a copy by rows, hundreds of times cheaper than a new drawing. */
export function swayImage<I extends Raster>(image: I, { xPx, yPx }: Sway): I {
  const { widthPx, heightPx, pixels } = image;
  const samples = pixels.length / (widthPx * heightPx);
  const rowBytes = widthPx * samples;
  const moved = new Uint8Array(pixels.length);
  const from = Math.max(0, -xPx) * samples;
  const to = Math.max(0, xPx) * samples;
  const kept = rowBytes - Math.abs(xPx) * samples;
  for (let y = 0; y < heightPx; y += 1) {
    const source = Math.min(heightPx - 1, Math.max(0, y - yPx)) * rowBytes;
    const row = y * rowBytes;
    moved.set(pixels.subarray(source + from, source + from + kept), row + to);
    drawOutEdges(moved, { row, to, end: to + kept, rowBytes, samples });
  }
  return { ...image, pixels: moved };
}

type Row = {
  readonly row: number;
  readonly to: number;
  readonly end: number;
  readonly rowBytes: number;
  readonly samples: number;
};

function drawOutEdges(pixels: Uint8Array, { row, to, end, rowBytes, samples }: Row): void {
  for (let at = 0; at < to; at += 1) pixels[row + at] = pixels[row + to + (at % samples)] ?? 0;
  for (let at = end; at < rowBytes; at += 1) pixels[row + at] = pixels[row + end - samples + (at % samples)] ?? 0;
}
