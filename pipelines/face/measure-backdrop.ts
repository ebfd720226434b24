import type { ColourGains } from "../../runtime/kernel/colour-gains.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import type { AlignedFace } from "./align-face.ts";
import { cutBackdrop } from "./cut-backdrop.ts";
import type { FaceGeometry } from "./face-geometry.ts";
import { type BackdropJudgement, judgeBackdropColour } from "./judge-backdrop-colour.ts";
import { mapQuality } from "./map-quality.ts";
import { measureBackdropUniformity } from "./measure-backdrop-uniformity.ts";
import type { BackdropMask } from "./segment-person.ts";

export type BackdropMeasures = ReturnType<typeof listMeasures> & ReturnType<typeof listGains>;

/** The backdrop's colour and its figures. Uniformity is left out where no backdrop shows around the head. */
export function measureBackdrop(options: {
  readonly pyramid: ImagePyramid;
  readonly aligned: AlignedFace;
  /** In pixels of the image. */
  readonly geometry: FaceGeometry;
  readonly mask: BackdropMask;
  /** Share of the backdrop that must agree on a colour, 0 to 1. */
  readonly colourMinRatio: number;
  /** Of the camera that took it, where it has been calibrated. */
  readonly colourGains: ColourGains | null;
}): { readonly colour: BackdropJudgement["colour"]; readonly measures: BackdropMeasures } {
  const mask = cutBackdrop(options.mask, options.geometry);
  const { colourGains, colourMinRatio } = options;
  const judgement = judgeBackdropColour(mask, colourMinRatio, colourGains ?? undefined);
  const gradient = measureBackdropUniformity(options.pyramid, options.aligned, mask);
  return { colour: judgement.colour, measures: { ...listMeasures(judgement, gradient), ...listGains(colourGains) } };
}

/** By what the colours were read, for whoever asks later why a cloth was taken for right. */
function listGains(gains: ColourGains | null) {
  return gains === null ? {} : { backdropRedGain: gains.red, backdropBlueGain: gains.blue };
}

function listMeasures({ visibleRatio, ratios, spread, blotches }: BackdropJudgement, gradient: number | null) {
  return {
    backdropVisibleRatio: visibleRatio,
    backdropRedRatio: ratios.red,
    backdropBlueRatio: ratios.blue,
    backdropOrangeRatio: ratios.orange,
    backdropSpread: spread,
    backdropBlotches: blotches,
    ...(gradient === null
      ? {}
      : {
          backgroundUniformityNative: gradient,
          backgroundUniformity: mapQuality.backgroundUniformity(gradient),
        }),
  };
}
