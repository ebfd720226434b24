import type { FaceRequest } from "../../pipelines/face/assess-face.ts";
import type { FaceTrack } from "../../pipelines/face/guidance/face-track.ts";
import type { LiveFrame } from "../../pipelines/face/guidance/guide-face.ts";
import { measureIrises } from "../../pipelines/face/measure-irises.ts";
import { nameFacePoints } from "../../pipelines/face/name-face-points.ts";
import type { FingerprintWish } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import type { IrisWish } from "../../pipelines/iris/assess-iris.ts";
import type { SignatureInput } from "../../pipelines/signature/assess-signature.ts";
import type { Assessment, Reason } from "../kernel/assessment.ts";
import type { Box } from "../kernel/geometry.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import { checkSequence, type OtherFingers } from "./check-sequence.ts";
import type { Pipelines, SignatureWish } from "./pipelines.ts";
import type { CaptureFindings, StoredCapture } from "./stored-capture.ts";

/** A pipeline's verdict on one frame, in the shape all modalities share. */
export type Judgement = {
  /** 0 to 100 on the modality's own scale. */
  readonly score: number;
  readonly passed: boolean;
  /** Whether the image shows the target at all. */
  readonly isRecognised: boolean;
  readonly reasons: readonly Reason[];
  readonly measures: Readonly<Record<string, number>>;
  readonly findings: CaptureFindings;
  /** The image that was scored and goes into the record. */
  readonly image: StoredCapture["image"];
  /** Around what a live frame shows, in pixels of the frame. */
  readonly outline?: Box;
};

/** What there is to say of a live frame, and what to look at the next one with. The frame is handed over and comes back as the judgement's image. */
export async function judgeLiveFace(
  pipelines: Pick<Pipelines, "guideFace">,
  frame: LiveFrame,
  { backdrop, colourGains }: FaceRequest,
): Promise<{ readonly judgement: Judgement & { readonly image: RgbImage }; readonly track: FaceTrack | null }> {
  const { image, guidance, track } = await pipelines.guideFace(frame, backdrop, colourGains);
  const { outline } = guidance;
  const findings = { modality: "face", geometry: null } as const;
  const judgement = judge(guidance, findings, { image, isRecognised: outline !== null });
  return { judgement: { ...judgement, image, ...(outline === null ? {} : { outline }) }, track };
}

/** The verdict on a photo, as the portrait it is cut to. The photo is handed over. */
export async function judgeFaceFrame(
  pipelines: Pick<Pipelines, "assessPortrait">,
  frame: RgbImage,
  { backdrop, colourGains }: FaceRequest,
): Promise<Judgement & { readonly image: RgbImage }> {
  const { image, assessment, frame: cut, isReduced } = await pipelines.assessPortrait(frame, backdrop, colourGains);
  const { faces, eyeCentres, headWidthPx } = assessment;
  const [face] = faces;
  const geometry =
    face === undefined || eyeCentres === null
      ? null
      : {
          pose: face.pose,
          eyeCentres: [...eyeCentres] as [(typeof eyeCentres)[0], (typeof eyeCentres)[1]],
          headWidthPx,
          points: nameFacePoints(face.landmarks),
          isCut: cut !== null,
          isTurned: cut !== null && cut.toImage.yx !== 0,
          irises: measureIrises(face.landmarks),
          isReduced,
        };
  const judgement = judge(assessment, { modality: "face", geometry }, { image, isRecognised: geometry !== null });
  return { ...judgement, image };
}

/** A finger that is one of `others` falls short, however good its print; nobody asks that of a view. */
export async function judgeFingerFrame(
  pipelines: Pipelines,
  frame: GrayImage,
  others: OtherFingers = { prints: [], scoreMin: 0 },
  wish?: FingerprintWish,
): Promise<Judgement> {
  const print = await pipelines.assessFingerprint(frame, wish);
  const { foreground, minutiae } = print;
  const same = await checkSequence(pipelines, { minutiae, resolutionPpi: frame.resolutionPpi }, others);
  const assessment: Assessment = same === null ? print : { ...print, reasons: [same, ...print.reasons] };
  return judge(assessment, { modality: "fingerprint", minutiae }, { image: frame, isRecognised: foreground !== null });
}

/** Where a frame shows both eyes, the one in `wish` is judged. The frame is handed over and comes back as the judgement's image. */
export async function judgeIrisFrame(
  pipelines: Pick<Pipelines, "assessIris">,
  frame: GrayImage,
  wish?: IrisWish,
): Promise<Judgement & { readonly image: GrayImage }> {
  const { image, assessment } = await pipelines.assessIris(frame, wish);
  const { limbus, pupil } = assessment;
  const geometry = limbus === null || pupil === null ? null : { limbus, pupil };
  const judgement = judge(assessment, { modality: "iris", geometry }, { image, isRecognised: geometry !== null });
  return { ...judgement, image };
}

export async function judgeSignatureFrame(
  pipelines: Pick<Pipelines, "assessSignature">,
  sample: SignatureInput,
  wish?: SignatureWish,
): Promise<Judgement> {
  const assessment = await pipelines.assessSignature(sample, wish);
  const ink = sample.kind === "ink" ? { ...sample, points: [...sample.points] } : null;
  const isRecognised = assessment.strokes.length > 0;
  const { image, svg } = assessment;
  return judge(assessment, { modality: "signature", ink, svg }, { image, isRecognised });
}

function judge(
  { score, reasons, measures }: Assessment,
  findings: CaptureFindings,
  { image, isRecognised }: Pick<Judgement, "image" | "isRecognised">,
): Judgement {
  return { score, passed: reasons.length === 0, isRecognised, reasons, measures, findings, image };
}
