import type { GrayImage, PageImage } from "../../../runtime/kernel/image.ts";
import { reducePlanes } from "./kernels/reduce-planes.ts";

/** Gray or colour as planes of 8 bits, and where each place is on the scan. */
export type Sheet = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** One plane of gray, or red, green and blue. */
  readonly planes: readonly Uint8Array[];
  /** From pixels of this sheet to pixels of the scan; both continuous, a pixel's middle at half past its index. */
  readonly toScan: (x: number, y: number) => { readonly x: number; readonly y: number };
};

/** Resolution of a scan that does not tell its own, nor shows a sheet of a usual size. */
export const supposedPpi = 300;
/** Scans outside of this are not sized in millimetres by their own figure. */
const ppiRange = { min: 50, max: 2400 } as const;
/** Finer than this tells no more of a line of ink. */
const workPpi = 300;
/** A page of A4 at 300 ppi has 8.7 million. */
const pixelsMax = 10_000_000;

/** Too small to hold a signature, or to look for its paper's level. */
export const sideMinPx = 16;

/** Takes a scan apart, no finer than needed; null for one that is too small, or whose pixels do not fit its size. */
export function openScan(scan: GrayImage | PageImage): Sheet | null {
  const { widthPx, heightPx, pixels, resolutionPpi } = scan;
  const area = widthPx * heightPx;
  const channels = pixels.length / area;
  if (!(Number.isInteger(widthPx) && Number.isInteger(heightPx) && area > 0)) return null;
  if (channels !== 1 && channels !== 3) return null;
  const ppi = isSizedBy(resolutionPpi) ? resolutionPpi : supposedPpi;
  const factor = Math.max(1, Math.floor(ppi / workPpi), Math.ceil(Math.sqrt(area / pixelsMax)));
  const sheet: Sheet = {
    ...reducePlanes({ widthPx, heightPx, pixels }, channels, factor),
    pxPerMm: ppi / 25.4 / factor,
    toScan: (x, y) => ({ x: x * factor, y: y * factor }),
  };
  return Math.min(sheet.widthPx, sheet.heightPx) < sideMinPx ? null : sheet;
}

/** Whether a scan of this resolution is sized in millimetres by it. */
export function isSizedBy(resolutionPpi: number): boolean {
  return resolutionPpi >= ppiRange.min && resolutionPpi <= ppiRange.max;
}

/** Luma of Rec. ITU-R BT.601. */
export function lumaOf({ planes }: Pick<Sheet, "planes">): Uint8Array {
  const [red, green, blue] = planes;
  if (red === undefined) return new Uint8Array(0);
  if (green === undefined || blue === undefined) return red;
  const luma = new Uint8Array(red.length);
  for (let index = 0; index < luma.length; index += 1) {
    luma[index] = 0.299 * (red[index] ?? 0) + 0.587 * (green[index] ?? 0) + 0.114 * (blue[index] ?? 0) + 0.5;
  }
  return luma;
}
