import type { Plane } from "../plane.ts";

/** Half the size, each new value the mean of four. An odd last row or column is left out. */
export function halvePlane(plane: Plane): Plane {
  const widthPx = plane.widthPx >> 1;
  const heightPx = plane.heightPx >> 1;
  const values = new Float32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    let source = 2 * y * plane.widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const above = plane.values[source]! + plane.values[source + 1]!;
      const below = plane.values[source + plane.widthPx]! + plane.values[source + plane.widthPx + 1]!;
      values[y * widthPx + x] = (above + below) / 4;
      source += 2;
    }
  }
  return { widthPx, heightPx, values };
}
