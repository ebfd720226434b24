import { expect } from "vitest";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

type Portrait = { readonly image: RgbImage };

export type FaceCameraRig = Omit<FrameSourceRig<"portrait", Portrait>, "expectWhole" | "flow" | "memoryOf">;

/** The promises in `face-camera-driver.ts`, checked alike on simulator, replay and real camera. */
export function testFaceCameraContract(rig: FaceCameraRig): void {
  testFrameSourceContract<"portrait", Portrait>({
    ...rig,
    flow: "live",
    expectWhole: ({ image }) => expect(image.pixels).toHaveLength(image.widthPx * image.heightPx * 3),
    memoryOf: ({ image }) => image.pixels.buffer,
  });
}
