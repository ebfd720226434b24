import { createDocumentScannerReplay } from "../drivers/document-scanner/document-scanner-replay.ts";
import { createFaceCameraReplay } from "../drivers/face-camera/face-camera-replay.ts";
import { createFingerprintReplay } from "../drivers/fingerprint/fingerprint-replay.ts";
import { createIrisCameraReplay } from "../drivers/iris-camera/iris-camera-replay.ts";
import type { RecordedResident } from "../drivers/recording/read-recorded-resident.ts";
import { nameException } from "../drivers/recording/recorded-exception.ts";
import { createSignaturePadReplay } from "../drivers/signature-pad/signature-pad-replay.ts";
import type { AttendancePlan } from "./attendant/attendance-plan.ts";
import type { BoothDevices } from "./compose-effects.ts";
import { composeFixtures } from "./compose-fixtures.ts";
import type { ExceptionReason } from "./kernel/biometric.ts";
import type { Clock } from "./kernel/clock.ts";
import { type CaptureTarget, captureTargets } from "./visit/capture-target.ts";

/** A booth in which a recorded resident stands. */
export function composeReplay(resident: RecordedResident, clock: Clock): BoothDevices {
  const options = { clock, resident };
  return {
    fingerprint: createFingerprintReplay(options),
    faceCamera: createFaceCameraReplay(options),
    irisCamera: createIrisCameraReplay(options),
    signaturePad: createSignaturePadReplay(options),
    documentScanner: createDocumentScannerReplay(options),
    ...composeFixtures(clock),
  };
}

/** What the people of the visit know of a recorded resident beforehand. */
export function planReplay(resident: RecordedResident): Pick<AttendancePlan, "papers" | "exceptions"> {
  const exceptions = new Map<CaptureTarget, ExceptionReason>();
  for (const exception of resident.exceptions) {
    const target = captureTargets.find((name) => name === nameException(exception));
    if (target !== undefined) exceptions.set(target, exception.reason);
  }
  return { papers: new Set(resident.paperPaths.keys()), exceptions };
}
