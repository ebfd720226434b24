import type { Affine } from "./affine.ts";

/** A rectangle of pixels to be sampled from an image, turned and scaled. */
export type Region = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the region's points to the image's. */
  readonly toImage: Affine;
  /** What lies beyond the image: black, or its nearest pixel. */
  readonly outside: "black" | "edge";
};
