import { expect } from "vitest";
import type { FingerprintFrame } from "../../../drivers/fingerprint/fingerprint-driver.ts";
import type { FingerPosition } from "../../../runtime/kernel/biometric.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

export type FingerprintRig = Omit<FrameSourceRig<FingerPosition, FingerprintFrame>, "expectWhole">;

/** The promises in `fingerprint-driver.ts`, checked alike on simulator, replay and real reader. */
export function testFingerprintContract(rig: FingerprintRig): void {
  testFrameSourceContract<FingerPosition, FingerprintFrame>({
    ...rig,
    expectWhole: ({ image, deviceScore }) => {
      expect(image.pixels).toHaveLength(image.widthPx * image.heightPx);
      expect(image.resolutionPpi).toBeGreaterThan(0);
      if (deviceScore === null) return;
      expect(deviceScore).toBeGreaterThanOrEqual(0);
      expect(deviceScore).toBeLessThanOrEqual(100);
    },
  });
}
