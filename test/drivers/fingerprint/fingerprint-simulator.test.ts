import { describe, expect, it } from "vitest";
import { createFingerprintSimulator } from "../../../drivers/fingerprint/fingerprint-simulator.ts";
import { createManualClock } from "../../manual-clock.ts";
import { takeOne } from "../frame-source-contract.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";

const image = { widthPx: 4, heightPx: 2, resolutionPpi: 500, pixels: new Uint8Array(8) };
const signal = new AbortController().signal;

describe("fingerprint simulator", () => {
  testFingerprintContract({
    ...simulatorBenches(
      (parts) => createFingerprintSimulator({ ...parts, makeFrame: () => ({ image, deviceScore: 70 }) }),
      3,
    ),
    flow: "live",
  });

  it("names the finger that is not there as its file would be named", async () => {
    const clock = createManualClock();
    const device = createFingerprintSimulator({ clock, makeFrame: () => null });
    await clock.runUntil(device.open());
    const look = takeOne(device, { target: 3, timeoutMs: 5_000, signal });
    await expect(clock.runUntil(look)).rejects.toMatchObject({ detail: { target: "finger-03" } });
    await device.close();
  });
});
