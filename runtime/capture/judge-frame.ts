import type { SignatureInput } from "../../pipelines/signature/assess-signature.ts";
import type { Assessment, Reason } from "../kernel/assessment.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import { checkSequence, type OtherFingers } from "./check-sequence.ts";
import type { Pipelines } from "./pipelines.ts";
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
};

export async function judgeFaceFrame(
  pipelines: Pipelines,
  frame: RgbImage,
  backdrop: BackdropColour,
): Promise<Judgement> {
  const { image, assessment } = await pipelines.assessPortrait(frame, backdrop);
  const { faces, eyeCentres, headWidthPx } = assessment;
  const [face] = faces;
  const geometry =
    face === undefined || eyeCentres === null
      ? null
      : {
          pose: face.pose,
          eyeCentres: [...eyeCentres] as [(typeof eyeCentres)[0], (typeof eyeCentres)[1]],
          headWidthPx,
        };
  return judge(assessment, { modality: "face", geometry }, { image, isRecognised: geometry !== null });
}

/** A finger that is one of `others` falls short, however good its print. */
export async function judgeFingerFrame(
  pipelines: Pipelines,
  frame: GrayImage,
  others: OtherFingers = { prints: [], scoreMin: 0 },
): Promise<Judgement> {
  const print = await pipelines.assessFingerprint(frame);
  const { foreground, minutiae } = print;
  const same = await checkSequence(pipelines, { minutiae, resolutionPpi: frame.resolutionPpi }, others);
  const assessment: Assessment = same === null ? print : { ...print, reasons: [same, ...print.reasons] };
  return judge(assessment, { modality: "fingerprint", minutiae }, { image: frame, isRecognised: foreground !== null });
}

export async function judgeIrisFrame(pipelines: Pipelines, frame: GrayImage): Promise<Judgement> {
  const assessment = await pipelines.assessIris(frame);
  const { limbus, pupil } = assessment;
  const geometry = limbus === null || pupil === null ? null : { limbus, pupil };
  return judge(assessment, { modality: "iris", geometry }, { image: frame, isRecognised: geometry !== null });
}

export async function judgeSignatureFrame(pipelines: Pipelines, sample: SignatureInput): Promise<Judgement> {
  const assessment = await pipelines.assessSignature(sample);
  const ink = sample.kind === "ink" ? { ...sample, points: [...sample.points] } : null;
  const isRecognised = assessment.strokes.length > 0;
  return judge(assessment, { modality: "signature", ink }, { image: assessment.image, isRecognised });
}

function judge(
  { score, reasons, measures }: Assessment,
  findings: CaptureFindings,
  { image, isRecognised }: Pick<Judgement, "image" | "isRecognised">,
): Judgement {
  return { score, passed: reasons.length === 0, isRecognised, reasons, measures, findings, image };
}
