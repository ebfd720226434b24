import { expect } from "vitest";
import type { Eye } from "../../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

type EyeFrame = { readonly image: GrayImage };

export type IrisCameraRig = Omit<FrameSourceRig<Eye, EyeFrame>, "expectWhole" | "flow" | "memoryOf">;

/** The promises in `iris-camera-driver.ts`, checked alike on simulator, replay and real camera. */
export function testIrisCameraContract(rig: IrisCameraRig): void {
  testFrameSourceContract<Eye, EyeFrame>({
    ...rig,
    flow: "live",
    expectWhole: ({ image }) => expect(image.pixels).toHaveLength(image.widthPx * image.heightPx),
    memoryOf: ({ image }) => image.pixels.buffer,
  });
}
