import { expect } from "vitest";
import type { SlapFrame } from "../../../drivers/fingerprint/slap-scanner-driver.ts";
import type { SlapTarget } from "../../../runtime/kernel/biometric.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

export type SlapScannerRig = Omit<FrameSourceRig<SlapTarget, SlapFrame>, "expectWhole">;

/** The promises in `slap-scanner-driver.ts`, checked alike on simulator and real scanner. */
export function testSlapScannerContract(rig: SlapScannerRig): void {
  testFrameSourceContract<SlapTarget, SlapFrame>({
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
