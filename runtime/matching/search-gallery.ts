import { type CaptureTarget, parseTarget } from "../visit/capture-target.ts";
import { type DeedOf, galleryHitsMax } from "../visit/visit-event.ts";
import type { FinishedVisit } from "../visit/visit-state.ts";
import type { ResidentGallery } from "./resident-gallery.ts";
import type { VisitPrints } from "./visit-prints.ts";

export type SearchParts = {
  readonly gallery: ResidentGallery;
  readonly prints: VisitPrints;
  /** Resolves once the gallery holds again what the last stop made it lose. */
  readonly whenRebuilt: Promise<void>;
};

/** Looks for a settled finger among today's residents, and remembers it. */
export async function searchGallery(
  { gallery, prints, whenRebuilt }: SearchParts,
  visit: FinishedVisit,
  target: CaptureTarget,
  signal: AbortSignal,
): Promise<DeedOf<"gallery-searched">> {
  await whenRebuilt;
  const wanted = parseTarget(target);
  const settled = visit.captures.find((one) => one.target === target);
  const nothing = { kind: "gallery-searched", target, hits: [] } as const;
  if (settled === undefined || wanted.modality !== "fingerprint") return { ...nothing, hits: [] };
  const template = await prints.read(visit.visitId, settled.capture.blob);
  if (template === null) return { ...nothing, hits: [] };
  const hits = await gallery.search(visit.visitId, wanted.position, template);
  // A visit that has gone in the meantime must not come back.
  signal.throwIfAborted();
  gallery.add(visit.visitId, wanted.position, template);
  return { ...nothing, hits: hits.slice(0, galleryHitsMax) };
}
