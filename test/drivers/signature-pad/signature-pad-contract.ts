import { expect } from "vitest";
import type { SignatureSample } from "../../../drivers/signature-pad/signature-pad-driver.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

export type SignaturePadRig = Omit<FrameSourceRig<"signature", SignatureSample>, "expectWhole" | "flow">;

/** The promises in `signature-pad-driver.ts`, checked alike on simulator, replay and real pad. */
export function testSignaturePadContract(rig: SignaturePadRig): void {
  testFrameSourceContract<"signature", SignatureSample>({ ...rig, flow: "once", expectWhole: expectWholeSample });
}

function expectWholeSample(sample: SignatureSample): void {
  if (sample.kind === "paper") {
    expect(sample.image.pixels).toHaveLength(3 * sample.image.widthPx * sample.image.heightPx);
    return;
  }
  expect(Math.min(sample.widthMm, sample.heightMm)).toBeGreaterThan(0);
  let previousMs = 0;
  for (const { x, y, t, p } of sample.points) {
    expect([x, y, t, p].every(Number.isFinite)).toBe(true);
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
    expect(t).toBeGreaterThanOrEqual(previousMs);
    previousMs = t;
  }
}
