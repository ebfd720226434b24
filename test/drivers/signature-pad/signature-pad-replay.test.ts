import { describe } from "vitest";
import { createSignaturePadReplay } from "../../../drivers/signature-pad/signature-pad-replay.ts";
import { recordResidents, replayBenches } from "../replay-benches.ts";
import { testSignaturePadContract } from "./signature-pad-contract.ts";

describe("signature pad replay", () => {
  testSignaturePadContract(replayBenches(createSignaturePadReplay, recordResidents(), "signature"));
});
