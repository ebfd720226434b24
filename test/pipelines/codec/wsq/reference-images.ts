import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readGrayImage } from "../../../../drivers/recording/read-image-file.ts";
import type { GrayImage } from "../../../../runtime/kernel/image.ts";

/** NIST's WSQ reference images beside the project; tests that need them skip where they are absent. */
const dir = join(import.meta.dirname, "../../../../../shared/data/wsq");
export const hasReferenceImages = existsSync(dir);
export const skipReason = `no WSQ reference images in ${dir}`;

export const referenceNames = ["00001", "00006", "00007", "00009", "00011", "00012", "00016", "00017"] as const;
export type ReferenceName = (typeof referenceNames)[number];

/** The image as NIST scanned it. */
export function readReferenceImage(name: ReferenceName): Promise<GrayImage> {
  return readGrayImage(join(dir, `cmp${name}.png`));
}

/** What NIST's own encoder made of it: at 0.75 or 2.25 bits a pixel, or with filters of other lengths. */
export function readReferenceFile(name: ReferenceName, kind: "075" | "225" | "taps"): Uint8Array {
  return new Uint8Array(readFileSync(join(dir, `cmp${name}-${kind}.wsq`)));
}

/** What NIST's own decoder made of a file with filters of other lengths. */
export function readDecodedTaps(name: ReferenceName): Promise<GrayImage> {
  return readGrayImage(join(dir, `cmp${name}-taps.png`));
}
