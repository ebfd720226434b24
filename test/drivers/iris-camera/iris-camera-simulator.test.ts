import { describe } from "vitest";
import { createIrisCameraSimulator } from "../../../drivers/iris-camera/iris-camera-simulator.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testIrisCameraContract } from "./iris-camera-contract.ts";

const image = { widthPx: 4, heightPx: 2, resolutionPpi: 500, pixels: new Uint8Array(8) };

describe("iris camera simulator", () => {
  testIrisCameraContract(
    simulatorBenches(
      (parts) => createIrisCameraSimulator({ ...parts, makeFrame: () => structuredClone({ image }) }),
      "left",
    ),
  );
});
