/** Gray levels with fractions, row-major, same scale as the image they come from (0 = black, 255 = white). */
export type Plane = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Float32Array;
};
