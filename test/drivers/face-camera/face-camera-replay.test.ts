import { describe } from "vitest";
import { createFaceCameraReplay } from "../../../drivers/face-camera/face-camera-replay.ts";
import { recordResidents, replayBenches } from "../replay-benches.ts";
import { testFaceCameraContract } from "./face-camera-contract.ts";

describe("face camera replay", () => {
  testFaceCameraContract(replayBenches(createFaceCameraReplay, recordResidents(), "portrait"));
});
