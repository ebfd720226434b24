import { describe } from "vitest";
import { createIrisCameraReplay } from "../../../drivers/iris-camera/iris-camera-replay.ts";
import { recordResidents, replayBenches } from "../replay-benches.ts";
import { testIrisCameraContract } from "./iris-camera-contract.ts";

describe("iris camera replay", () => {
  testIrisCameraContract(replayBenches(createIrisCameraReplay, recordResidents(), "left"));
});
