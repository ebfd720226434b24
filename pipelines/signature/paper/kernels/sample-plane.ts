type Ground = { readonly widthPx: number; readonly heightPx: number; readonly plane: Uint8Array };

/** Bilinear samples at places given as x and y in turn; beyond the plane its edge goes on. */
export function samplePlane({ widthPx, heightPx, plane }: Ground, places: Float32Array): Uint8Array {
  const samples = new Uint8Array(places.length / 2);
  const [right, bottom] = [widthPx - 1, heightPx - 1];
  for (let index = 0; index < samples.length; index += 1) {
    const x = Math.min(right, Math.max(0, places[2 * index]! - 0.5));
    const y = Math.min(bottom, Math.max(0, places[2 * index + 1]! - 0.5));
    const left = Math.floor(x);
    const top = Math.floor(y);
    const at = top * widthPx + left;
    const across = left < right ? 1 : 0;
    const down = top < bottom ? widthPx : 0;
    const above = plane[at]! * (1 - x + left) + plane[at + across]! * (x - left);
    const below = plane[at + down]! * (1 - x + left) + plane[at + down + across]! * (x - left);
    samples[index] = above * (1 - y + top) + below * (y - top) + 0.5;
  }
  return samples;
}
