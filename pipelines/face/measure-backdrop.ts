import type { ImagePyramid } from "../image/image-pyramid.ts";
import type { AlignedFace } from "./align-face.ts";
import { type BackdropJudgement, judgeBackdropColour } from "./judge-backdrop-colour.ts";
import { mapQuality } from "./map-quality.ts";
import { measureBackdropUniformity } from "./measure-backdrop-uniformity.ts";
import type { BackdropMask } from "./segment-person.ts";

export type BackdropMeasures = ReturnType<typeof listMeasures>;

/** The backdrop's colour and its figures. Uniformity is left out where no backdrop shows around the head. */
export function measureBackdrop(options: {
  readonly pyramid: ImagePyramid;
  readonly aligned: AlignedFace;
  readonly mask: BackdropMask;
  /** Share of the backdrop that must agree on a colour, 0 to 1. */
  readonly colourMinRatio: number;
}): { readonly colour: BackdropJudgement["colour"]; readonly measures: BackdropMeasures } {
  const judgement = judgeBackdropColour(options.mask, options.colourMinRatio);
  const gradient = measureBackdropUniformity(options.pyramid, options.aligned, options.mask);
  return { colour: judgement.colour, measures: listMeasures(judgement, gradient) };
}

function listMeasures({ visibleRatio, ratios, spread }: BackdropJudgement, gradient: number | null) {
  return {
    backdropVisibleRatio: visibleRatio,
    backdropRedRatio: ratios.red,
    backdropBlueRatio: ratios.blue,
    backdropOrangeRatio: ratios.orange,
    backdropSpread: spread,
    ...(gradient === null
      ? {}
      : {
          backgroundUniformityNative: gradient,
          backgroundUniformity: mapQuality.backgroundUniformity(gradient),
        }),
  };
}
