import { expect } from "vitest";
import type { ReadSlap, SlapOrder } from "../../../drivers/fingerprint/slap-reader-driver.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

export type SlapReaderRig = Omit<FrameSourceRig<SlapOrder, ReadSlap>, "expectWhole">;

/** The promises in `slap-reader-driver.ts`, checked alike on every reader that takes its slaps apart. */
export function testSlapReaderContract(rig: SlapReaderRig): void {
  testFrameSourceContract<SlapOrder, ReadSlap>({
    ...rig,
    expectWhole: ({ fingers }) => {
      expect(fingers.map(({ position }) => position)).toEqual(rig.target.fingers);
      for (const { image, deviceScore } of fingers) {
        expect(image.pixels).toHaveLength(image.widthPx * image.heightPx);
        expect(image.resolutionPpi).toBeGreaterThan(0);
        expect(deviceScore ?? 0).toBeGreaterThanOrEqual(0);
        expect(deviceScore ?? 0).toBeLessThanOrEqual(100);
      }
    },
  });
}
