import sharp from "sharp";
import { compareNumbers } from "./capture/compare-numbers.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import { BoothError } from "./kernel/errors.ts";
import type { PageImage } from "./kernel/image.ts";
import { readPagePicture } from "./record/page-pdf.ts";
import { readBiodata } from "./sealing/gather-content.ts";
import type { Vault } from "./vault/vault.ts";
import type { DeedOf } from "./visit/visit-event.ts";
import type { FinishedVisit } from "./visit/visit-state.ts";

export type ReadingParts = {
  readonly vault: Vault;
  readonly pipelines: Pick<Pipelines, "readNumbers">;
  /** False where nobody sits at a desk to be given hints. */
  readonly readsNumbers: boolean;
};

type PagePlace = { readonly paper: string; readonly page: number };

/**
 * Looks on a kept page for the numbers that were typed, and says how they compare; a page that cannot be read gives no
 * hint and the failure's code. Rejects with the signal's reason once nobody waits for it.
 */
export async function readPage(
  { vault, pipelines, readsNumbers }: ReadingParts,
  visit: Pick<FinishedVisit, "visitId" | "papers" | "residentData">,
  { paper, page }: PagePlace,
  signal: AbortSignal,
): Promise<DeedOf<"page-read">> {
  const blob = visit.papers.find((check) => check.paper === paper)?.pages[page];
  if (!readsNumbers || blob === undefined) return { kind: "page-read", paper, page, hints: [], failure: "not-asked" };
  try {
    const image = await decodePage(readPagePicture(await vault.get(visit.visitId, blob)));
    signal.throwIfAborted();
    const { numbers } = await pipelines.readNumbers(image);
    const hints = compareNumbers(await readBiodata(visit, vault), numbers);
    return { kind: "page-read", paper, page, hints: [...hints], failure: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BoothError)) throw error;
    return { kind: "page-read", paper, page, hints: [], failure: error.code };
  }
}

/** Ours, or what an earlier version kept: the decoder refuses anything else. */
async function decodePage(jpeg: Uint8Array): Promise<PageImage> {
  try {
    const picture = sharp(jpeg).removeAlpha().toColourspace("srgb");
    const { density } = await picture.metadata();
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    return { widthPx: info.width, heightPx: info.height, resolutionPpi: density ?? 0, pixels: new Uint8Array(data) };
  } catch (cause) {
    throw new BoothError("codec.invalid", { format: "JPEG", problem: "it cannot be decoded" }, { cause });
  }
}
