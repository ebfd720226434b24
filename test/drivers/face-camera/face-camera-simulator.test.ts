import { describe } from "vitest";
import { createFaceCameraSimulator } from "../../../drivers/face-camera/face-camera-simulator.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

const image = { widthPx: 4, heightPx: 2, pixels: new Uint8Array(24) };

describe("face camera simulator", () => {
  testFaceCameraContract(
    simulatorBenches(
      (parts) => createFaceCameraSimulator({ ...parts, makeFrame: () => structuredClone({ image }) }),
      "portrait",
    ),
  );
});
