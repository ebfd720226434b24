import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { updateMarker } from "../../../runtime/health/update-marker.ts";
import { readLastWriteAt, watchConditions } from "../../../runtime/health/watch-conditions.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { createManualClock } from "../../manual-clock.ts";

async function look(given: Partial<Parameters<typeof watchConditions>[0]> = {}) {
  const stateDir = await makeTemporaryFolder();
  const conditions = await watchConditions({
    stateDir,
    freeSpaceMinBytes: 0,
    notBeforeAt: "2026-01-01T00:00:00.000Z",
    powerDir: join(stateDir, "none"),
    clock: createManualClock(),
    logger: createSilentLogger(),
    ...given,
  });
  onTestFinished(conditions.stop);
  return conditions.read().map(({ kind }) => kind);
}

it("finds nothing amiss on a machine that is well", async () => {
  expect(await look()).toEqual([]);
});

it("tells of a disk that is nearly full, and of a clock that shows less than has been written", async () => {
  expect(await look({ freeSpaceMinBytes: 1e18 })).toEqual(["disk-low"]);
  expect(await look({ notBeforeAt: "2026-01-06T00:00:00.000Z" })).toEqual(["clock-untrusted"]);
  expect(await look({ notBeforeAt: "2026-01-05T01:00:30.000Z" })).toEqual([]);
});

it("tells of newer software that waits, until whoever installs it has", async () => {
  const stateDir = await makeTemporaryFolder();
  expect(await look({ stateDir })).toEqual([]);
  await writeFile(join(stateDir, updateMarker), "");
  expect(await look({ stateDir })).toEqual(["update-pending"]);
});

it("tells of a battery that is being drained, whichever it is", async () => {
  const powerDir = await makeTemporaryFolder();
  for (const [name, status] of [
    ["AC", null],
    ["BAT0", "Full\n"],
    ["ups", "Discharging\n"],
  ] as const) {
    await mkdir(join(powerDir, name));
    if (status !== null) await writeFile(join(powerDir, name, "status"), status);
  }
  // Whatever else lies there is no source of power.
  await writeFile(join(powerDir, "notes"), "x");
  expect(await look({ powerDir })).toEqual(["on-battery"]);
});

it("knows when a folder was last written to, and of none the epoch", async () => {
  const dir = await makeTemporaryFolder();
  expect(await readLastWriteAt(join(dir, "none"))).toBe("1970-01-01T00:00:00.000Z");
  const beforeMs = Date.now() - 1_000;
  await writeFile(join(dir, "segment"), "x");
  expect(Date.parse(await readLastWriteAt(dir))).toBeGreaterThan(beforeMs);
});
