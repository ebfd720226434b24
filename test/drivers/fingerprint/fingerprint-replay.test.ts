import { rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createFingerprintReplay } from "../../../drivers/fingerprint/fingerprint-replay.ts";
import { readRecordedResident } from "../../../drivers/recording/read-recorded-resident.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { takeOne } from "../frame-source-contract.ts";
import { completeFiles, writeFolder } from "../recorded-folder.ts";
import { recordResidents, replayBenches } from "../replay-benches.ts";
import { testFingerprintContract } from "./fingerprint-contract.ts";

const signal = new AbortController().signal;

describe("fingerprint replay", () => {
  const recordings = recordResidents();
  testFingerprintContract({ ...replayBenches(createFingerprintReplay, recordings, 2), flow: "once" });

  it("gives each finger its own picture, and a second look the same one", async () => {
    const device = createFingerprintReplay({ clock: createSystemClock(), resident: recordings.whole() });
    await device.open();
    const first = await takeOne(device, { target: 1, timeoutMs: 5_000, signal });
    const again = await takeOne(device, { target: 1, timeoutMs: 5_000, signal });
    const other = await takeOne(device, { target: 10, timeoutMs: 5_000, signal });
    expect(again).toEqual(first);
    expect([first.image.widthPx, other.image.widthPx]).toEqual([11, 20]);
    expect(first.image.resolutionPpi).toBe(500);
    await device.close();
  });

  it.each([
    { what: "was damaged", change: (path: string) => writeFile(path, "not an image") },
    { what: "went away", change: (path: string) => rm(path) },
  ])("is a malfunction when the file $what after the folder was read", async ({ change }) => {
    const resident = await readRecordedResident(await writeFolder(await completeFiles()));
    const device = createFingerprintReplay({ clock: createSystemClock(), resident });
    await device.open();
    await change(resident.fingerPaths.get(1)!);
    const look = takeOne(device, { target: 1, timeoutMs: 5_000, signal });
    await expect(look).rejects.toMatchObject({ code: "driver.malformed" });
    await device.close();
    await rm(resident.folder, { recursive: true });
  });
});
