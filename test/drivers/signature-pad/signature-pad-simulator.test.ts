import { describe } from "vitest";
import type { SignatureSample } from "../../../drivers/signature-pad/signature-pad-driver.ts";
import { createSignaturePadSimulator } from "../../../drivers/signature-pad/signature-pad-simulator.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testSignaturePadContract } from "./signature-pad-contract.ts";

const ink: SignatureSample = {
  kind: "ink",
  widthMm: 80,
  heightMm: 48,
  points: [
    { x: 1, y: 1, t: 0, p: 0.5, down: true },
    { x: 2, y: 1, t: 5, p: 0.5, down: true },
  ],
};
const paper: SignatureSample = {
  kind: "paper",
  image: { widthPx: 4, heightPx: 2, resolutionPpi: 300, pixels: new Uint8Array(24) },
};

describe.each([ink, paper])("signature pad simulator, $kind", (sample) => {
  testSignaturePadContract(
    simulatorBenches((parts) => createSignaturePadSimulator({ ...parts, makeFrame: () => sample }), "signature"),
  );
});
