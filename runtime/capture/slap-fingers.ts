import type { FingerprintDriver, FingerprintFrame } from "../../drivers/fingerprint/fingerprint-driver.ts";
import type { SlapScannerDriver } from "../../drivers/fingerprint/slap-scanner-driver.ts";
import { cropFinger } from "../../pipelines/fingerprint/slap/crop-finger.ts";
import { type FingerPosition, slapFingers, slapOf } from "../kernel/biometric.ts";
import type { FrameRequest } from "../kernel/device.ts";
import type { GrayImage } from "../kernel/image.ts";
import type { Pipelines } from "./pipelines.ts";
import { readSlap } from "./read-slap.ts";

/**
 * A slap scanner as a reader of one finger, for whatever asks for one: a verification, an officer's log-in. The finger
 * may be laid down by itself or with its hand; a platen on which it cannot be told is shown whole, and matches nobody.
 */
export function createSlapFingers(
  scanner: SlapScannerDriver,
  segmentSlap: Pipelines["segmentSlap"],
): FingerprintDriver {
  return {
    name: scanner.name,
    open: scanner.open,
    close: scanner.close,
    health: scanner.health,
    provenance: scanner.provenance,
    frames: (request) => look(scanner, segmentSlap, request),
  };
}

async function* look(
  scanner: SlapScannerDriver,
  segmentSlap: Pipelines["segmentSlap"],
  { target: position, timeoutMs, signal }: FrameRequest<FingerPosition>,
): AsyncGenerator<FingerprintFrame> {
  for await (const { image, deviceScore } of scanner.frames({ target: slapOf(position), timeoutMs, signal })) {
    const finger = await cutOut(segmentSlap, image, position);
    signal.throwIfAborted();
    yield { image: finger, deviceScore };
  }
}

async function cutOut(
  segmentSlap: Pipelines["segmentSlap"],
  image: GrayImage,
  position: FingerPosition,
): Promise<GrayImage> {
  const slap = slapOf(position);
  const reading = await readSlap(segmentSlap, image, { slap, wanted: [position], missing: [] });
  if (reading.kind === "refused") return image;
  const { fingers } = reading;
  const named = fingers.find((finger) => finger.position === position);
  const [only] = fingers;
  const found = named ?? (fingers.length === 1 && slapFingers[slap].length > 1 ? only : undefined);
  return found === undefined ? image : cropFinger(image, found);
}
