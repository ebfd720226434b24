import type { PageScene } from "../../drivers/document-scanner/page-scene.ts";
import type { PhotoScene } from "../../drivers/document-scanner/photo-scene.ts";
import { photographPage } from "../../drivers/document-scanner/photograph-page.ts";
import { synthesisePage } from "../../drivers/document-scanner/synthesise-page.ts";
import { assessDocument, defaultDocumentLimits } from "../../pipelines/document/assess-document.ts";

type Change = {
  readonly measure: string;
  readonly what: string;
  readonly levels: readonly number[];
  readonly page?: (level: number) => Partial<PageScene>;
  readonly photo?: (level: number) => Partial<PhotoScene>;
};

const middle = { x: 0.42, y: 0.6 };

/** What is done to a page, level by level, and the measure that is to follow. */
export const changes: readonly Change[] = [
  {
    measure: "edgeSteepness",
    what: "blur, px",
    levels: [0, 0.7, 1, 1.5, 2, 3, 4, 5],
    photo: (blurPx) => ({ blurPx }),
  },
  {
    measure: "glareRatio",
    what: "lamp, share of width",
    levels: [0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1],
    photo: (radiusRatio) => ({ glare: radiusRatio === 0 ? null : { ...middle, radiusRatio } }),
  },
  {
    measure: "shadowRatio",
    what: "light lost",
    levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
    photo: (shadowRatio) => ({ shadowRatio }),
  },
  {
    measure: "cornerCutRatio",
    what: "fold, share of side",
    levels: [0, 0.04, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3],
    photo: (ratio) => ({ fold: ratio === 0 ? null : { corner: 1, ratio } }),
  },
  {
    measure: "contrastRatio",
    what: "ink",
    levels: [1, 0.85, 0.7, 0.55, 0.45, 0.35, 0.25, 0.15],
    page: (inkRatio) => ({ inkRatio }),
  },
  {
    measure: "paperLevel",
    what: "brightness",
    levels: [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
    page: (brightnessRatio) => ({ brightnessRatio }),
  },
];

const resolutionPpi = 150;
const view = { widthPx: 2_000, heightPx: 1_500, tiltDeg: 8, tiltFromDeg: 50, turnDeg: 3, shadowRatio: 0 };

/** The measure at every level, or at every so many, on one kind of paper. */
export async function measureLevels(
  { measure, levels, page, photo }: Change,
  paper: string,
  every = 1,
): Promise<number[]> {
  const sheet = await synthesisePage(paper, { resolutionPpi });
  const values: number[] = [];
  for (const level of levels.filter((_, index) => index % every === 0)) {
    const image =
      photo === undefined
        ? await synthesisePage(paper, { resolutionPpi, ...page?.(level) })
        : (await photographPage(sheet, { ...view, ...photo(level) })).image;
    values.push(assessDocument(image, defaultDocumentLimits).measures[measure] ?? Number.NaN);
  }
  return values;
}
