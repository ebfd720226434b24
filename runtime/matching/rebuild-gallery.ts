import type { FingerPosition } from "../kernel/biometric.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { type OfficeTimeZone, officeDay } from "../kernel/office-day.ts";
import type { BlobRef } from "../vault/vault.ts";
import { parseTarget } from "../visit/capture-target.ts";
import type { VisitState } from "../visit/visit-state.ts";
import type { ResidentGallery } from "./resident-gallery.ts";
import type { VisitPrints } from "./visit-prints.ts";

export type RebuildParts = {
  readonly gallery: ResidentGallery;
  /** Its own reader: the one in use belongs to the resident in the booth. */
  readonly prints: VisitPrints;
  readonly timeZone: OfficeTimeZone;
  readonly nowAt: string;
  readonly logger: Logger;
};

/**
 * After a restart the gallery holds again those of today's residents whose data key still exists: the visits in hand.
 * Those whose receipt has come are erased for good, and are not looked for any more.
 */
export async function rebuildGallery(states: readonly VisitState[], parts: RebuildParts): Promise<void> {
  const { gallery, prints, timeZone, nowAt, logger } = parts;
  const today = officeDay(nowAt, timeZone);
  for (const { visitId, position, blob } of states.flatMap((state) => searchedFingers(state, today, timeZone))) {
    try {
      const template = await prints.read(visitId, blob);
      if (template !== null) gallery.add(visitId, position, template);
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      logger.warn("gallery.not-rebuilt", { visitId, problem: error.code });
    }
  }
  prints.forget();
}

type SearchedFinger = { readonly visitId: string; readonly position: FingerPosition; readonly blob: BlobRef };

function searchedFingers(state: VisitState, today: string, timeZone: OfficeTimeZone): readonly SearchedFinger[] {
  if (!("visit" in state)) return [];
  const { visitId, captures, gallery } = state.visit;
  return captures.flatMap(({ target, capture }) => {
    const parts = parseTarget(target);
    if (parts.modality !== "fingerprint" || !gallery.searched.includes(target)) return [];
    if (officeDay(capture.capturedAt, timeZone) !== today) return [];
    return [{ visitId, position: parts.position, blob: capture.blob }];
  });
}
