import { calmEyeScene, type EyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { assessIris, defaultIrisLimits } from "../../../pipelines/iris/assess-iris.ts";
import type { IrisMeasures } from "../../../pipelines/iris/iris-measures.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

/** One change of a drawn eye, in steps, and the measure that it drives. */
export type Drive = {
  readonly measure: keyof IrisMeasures;
  /** What is changed, in words for the table. */
  readonly change: string;
  readonly levels: readonly number[];
  readonly towards: "more" | "less";
  readonly scene: (level: number, calm: EyeScene) => Partial<EyeScene>;
};

/** Evenly spaced, both ends included. */
function steps(from: number, to: number, count = 9): readonly number[] {
  return Array.from({ length: count }, (_, index) => Number((from + ((to - from) * index) / (count - 1)).toFixed(3)));
}

export const drives: readonly Drive[] = [
  {
    measure: "usableIrisArea",
    change: "opening between the lids, 1 = all of the iris",
    levels: steps(0.6, 0.96),
    towards: "more",
    scene: (openingRatio) => ({ openingRatio }),
  },
  {
    measure: "irisScleraContrast",
    change: "sclera over iris, gray levels",
    levels: steps(6, 70),
    towards: "more",
    scene: (over, { irisLevel }) => ({ scleraLevel: irisLevel + over }),
  },
  {
    measure: "irisPupilContrast",
    change: "level of the pupil",
    levels: steps(12, 68),
    towards: "less",
    scene: (pupilLevel) => ({ pupilLevel }),
  },
  {
    measure: "pupilBoundaryCircularity",
    change: "waves on the pupil's edge, share of its radius",
    levels: steps(0, 0.12),
    towards: "less",
    scene: (pupilWaveRatio) => ({ pupilWaveRatio }),
  },
  {
    measure: "grayscaleUtilisation",
    change: "height of the iris' texture, 1 = usual",
    levels: steps(0.2, 1.4),
    towards: "more",
    scene: (textureRatio) => ({ textureRatio }),
  },
  {
    measure: "irisRadiusPx",
    change: "distance: radius of the iris, pixels",
    levels: steps(60, 150),
    towards: "more",
    scene: (limbusRadiusPx) => ({ limbusRadiusPx, pupilOffsetXPx: 1 }),
  },
  {
    measure: "pupilIrisRatio",
    change: "dilation: pupil over iris radius",
    levels: steps(0.18, 0.74),
    towards: "more",
    scene: (pupilRatio) => ({ pupilRatio }),
  },
  {
    measure: "irisPupilConcentricity",
    change: "pupil's centre off the iris' centre, pixels",
    levels: steps(1.5, 13.5),
    towards: "less",
    scene: (pupilOffsetXPx) => ({ pupilOffsetXPx, pupilOffsetYPx: 0 }),
  },
  {
    measure: "marginAdequacy",
    change: "margin at a side, iris radii",
    levels: steps(0.58, 0.02),
    towards: "less",
    scene: (margin, { widthPx, limbusRadiusPx }) => ({ offsetXPx: widthPx / 2 - (1 + margin) * limbusRadiusPx }),
  },
  {
    measure: "sharpness",
    change: "defocus, standard deviation in pixels",
    levels: steps(0.5, 3.3),
    towards: "less",
    scene: (defocusPx) => ({ defocusPx }),
  },
  {
    measure: "lensPrint",
    change: "darkness of a contact lens' printed dots, gray levels",
    levels: steps(8, 32),
    towards: "more",
    scene: (lensPrintLevels) => ({ lensPrintLevels }),
  },
  {
    measure: "gazeAngleDeg",
    change: "gaze to the side, degrees",
    levels: steps(6, 22),
    towards: "more",
    scene: (gazeYawDeg) => ({ gazeYawDeg }),
  },
  {
    measure: "motionBlur",
    change: "movement during the exposure, pixels",
    levels: steps(2, 14),
    towards: "more",
    scene: (motionPx) => ({ motionPx, motionDeg: 20 }),
  },
  {
    measure: "interlace",
    change: "movement between two fields, pixels",
    levels: steps(0.4, 3.6),
    towards: "more",
    scene: (interlacePx) => ({ interlacePx }),
  },
];

/** Three eyes of other textures, sizes, pupils and skins. */
export const eyes: readonly EyeScene[] = [
  calmEyeScene("levels-1"),
  {
    ...calmEyeScene("levels-2"),
    limbusRadiusPx: 100,
    pupilRatio: 0.34,
    skinLevel: 110,
    irisLevel: 92,
    scleraLevel: 138,
  },
  { ...calmEyeScene("levels-3"), limbusRadiusPx: 128, pupilRatio: 0.5, skinLevel: 170, irisLevel: 118, reflections: 1 },
];

/** What the measure reads at each level on one of the eyes; NaN where no eye was found. */
export function measureAtLevels({ measure, levels, scene }: Drive, calm: EyeScene): readonly number[] {
  return levels.map((level) => {
    const { image } = synthesiseEye(createRandom(`levels/${calm.eyeSeed}`), { ...calm, ...scene(level, calm) });
    return assessIris(image, defaultIrisLimits).measures[measure] ?? Number.NaN;
  });
}

export function isMonotonic(values: readonly number[], towards: Drive["towards"]): boolean {
  const sign = towards === "more" ? 1 : -1;
  return values.every((value, index) => index === 0 || sign * (value - (values[index - 1] ?? Number.NaN)) > 0);
}
