import type { PageImage } from "../../runtime/kernel/image.ts";
import { assessDocument, type DocumentAssessment } from "./assess-document.ts";
import type { DocumentLimits } from "./document-limits.ts";
import { straightenPage } from "./straighten-page.ts";

/** A paper as it is kept, and what is to be said of the picture that it was made from. */
export type ShapedPage = { readonly image: PageImage; readonly assessment: DocumentAssessment };

/**
 * Judges a page and draws it flat, cut to the sheet; as it is where no ground shows where the sheet ends. Its resolution
 * is the one by which it was judged.
 */
export function shapePage(scan: PageImage, limits: DocumentLimits): ShapedPage {
  const assessment = assessDocument(scan, limits);
  const page = { ...scan, resolutionPpi: assessment.measures["resolutionPpi"] ?? scan.resolutionPpi };
  const straight = assessment.corners === null ? null : straightenPage(page, assessment.corners);
  return { image: straight?.image ?? page, assessment };
}
