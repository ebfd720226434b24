import type { Provenance } from "../kernel/device.ts";
import { simulatedMark } from "./simulated-mark.ts";

const words = "VISIBLE LIGHT, CUT FROM THE PORTRAIT";

/** The text that goes into an eye's image itself, so that it never passes for a near-infrared iris image, with the mark of a simulation. */
export function visibleLightMark(provenance: Provenance): string {
  const simulated = simulatedMark(provenance);
  return simulated === null ? words : `${simulated}; ${words}`;
}

/** Whether any of an image's comments says so. */
export function hasVisibleLightMark(comments: readonly string[]): boolean {
  return comments.some((comment) => comment === words || comment.endsWith(`; ${words}`));
}
