import { describe, expect, it } from "vitest";
import { createDocumentScannerSimulator } from "../../../drivers/document-scanner/document-scanner-simulator.ts";
import { createManualClock } from "../../manual-clock.ts";
import { take } from "../frame-source-contract.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testDocumentScannerContract } from "./document-scanner-contract.ts";

const image = { widthPx: 4, heightPx: 2, resolutionPpi: 300, pixels: new Uint8Array(24) };
const signal = new AbortController().signal;

describe("document scanner simulator", () => {
  testDocumentScannerContract({
    ...simulatorBenches(
      (parts) =>
        createDocumentScannerSimulator({
          ...parts,
          makeFrame: (_, { frameNumber }) => (frameNumber > 2 ? null : { image }),
        }),
      "kk",
    ),
    flow: "pages",
  });

  it("ends after the last page of a paper", async () => {
    const clock = createManualClock();
    const makeFrame = (_: string, { frameNumber }: { frameNumber: number }) => (frameNumber > 3 ? null : { image });
    const device = createDocumentScannerSimulator({ clock, makeFrame });
    await clock.runUntil(device.open());
    expect(await clock.runUntil(take(device, { target: "kk", timeoutMs: 5_000, signal }, 10))).toHaveLength(3);
    await device.close();
  });
});
