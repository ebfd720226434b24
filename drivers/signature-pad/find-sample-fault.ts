import { findInkFault, findPageFault } from "../transport/find-frame-fault.ts";
import type { SignatureSample } from "./signature-pad-driver.ts";

/** What is wrong with the shape of a signature sample of either kind, or null. */
export function findSampleFault(sample: SignatureSample): string | null {
  return sample.kind === "ink" ? findInkFault(sample) : findPageFault(sample.image);
}
