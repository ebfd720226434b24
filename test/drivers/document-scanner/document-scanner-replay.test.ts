import { describe } from "vitest";
import { createDocumentScannerReplay } from "../../../drivers/document-scanner/document-scanner-replay.ts";
import { recordResidents, replayBenches } from "../replay-benches.ts";
import { testDocumentScannerContract } from "./document-scanner-contract.ts";

describe("document scanner replay", () => {
  testDocumentScannerContract({ ...replayBenches(createDocumentScannerReplay, recordResidents(), "kk"), flow: "once" });
});
