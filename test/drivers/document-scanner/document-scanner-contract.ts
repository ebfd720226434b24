import { expect } from "vitest";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { type FrameSourceRig, testFrameSourceContract } from "../frame-source-contract.ts";

type Page = { readonly image: PageImage };

export type DocumentScannerRig = Omit<FrameSourceRig<string, Page>, "expectWhole">;

/** The promises in `document-scanner-driver.ts`, checked alike on simulator, replay and real scanner. */
export function testDocumentScannerContract(rig: DocumentScannerRig): void {
  testFrameSourceContract<string, Page>({
    ...rig,
    expectWhole: ({ image }) => {
      expect(image.pixels).toHaveLength(image.widthPx * image.heightPx * 3);
      expect(image.resolutionPpi).toBeGreaterThan(0);
    },
  });
}
