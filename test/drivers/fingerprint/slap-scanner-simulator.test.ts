import { describe, expect, it } from "vitest";
import type { SlapFrame } from "../../../drivers/fingerprint/slap-scanner-driver.ts";
import { createSlapScannerSimulator } from "../../../drivers/fingerprint/slap-scanner-simulator.ts";
import { plainSlap } from "../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, synthesiseSlap } from "../../../drivers/fingerprint/synthesise-slap.ts";
import { defaultSlapLimits, segmentSlap } from "../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { SlapTarget } from "../../../runtime/kernel/biometric.ts";
import { createManualClock } from "../../manual-clock.ts";
import { takeOne } from "../frame-source-contract.ts";
import { simulatorBenches } from "../simulator-benches.ts";
import { testSlapScannerContract } from "./slap-scanner-contract.ts";

const image = { widthPx: 4, heightPx: 2, resolutionPpi: 500, pixels: new Uint8Array(8) };
const signal = new AbortController().signal;

describe("slap scanner simulator", () => {
  testSlapScannerContract({
    ...simulatorBenches<SlapTarget, SlapFrame>(
      (parts) => createSlapScannerSimulator({ ...parts, makeFrame: () => ({ image, deviceScore: null }) }),
      "left-four",
    ),
    flow: "live",
  });

  it("shows the slap asked for, whose fingers the pipeline then finds", async () => {
    const clock = createManualClock();
    const skins = growSlapSkins("simulator", 1);
    const platen = { widthPx: 800, heightPx: 750, resolutionPpi: 250 };
    const device = createSlapScannerSimulator({
      clock,
      makeFrame: (target, { random }) => ({
        image: synthesiseSlap(random, { ...plainSlap, target, platen }, skins).image,
        deviceScore: null,
      }),
    });
    await clock.runUntil(device.open());
    for (const [target, positions] of [
      ["right-four", [2, 3, 4, 5]],
      ["left-four", [10, 9, 8, 7]],
      ["thumbs", [6, 1]],
    ] as const) {
      const frame = await clock.runUntil(takeOne(device, { target, timeoutMs: 5_000, signal }));
      const { fingers } = segmentSlap(frame.image, { target, missing: [] }, defaultSlapLimits);
      expect(fingers.map(({ position }) => position)).toEqual(positions);
    }
    await device.close();
  });

  it("names the slap that is not there", async () => {
    const clock = createManualClock();
    const device = createSlapScannerSimulator({ clock, makeFrame: () => null });
    await clock.runUntil(device.open());
    const look = takeOne(device, { target: "thumbs", timeoutMs: 5_000, signal });
    await expect(clock.runUntil(look)).rejects.toMatchObject({ detail: { target: "slap-thumbs" } });
    await device.close();
  });
});
