import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { simulateResident } from "../../runtime/attendant/simulate-resident.ts";
import { composeRegistry } from "../../runtime/compose-registry.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";

const { signal } = new AbortController();
const parts = { simulatedSeed: "bilik", clock: createSystemClock(), logger: createSilentLogger() };

describe("the register of a configuration", () => {
  it("knows simulated residents and nobody else where nothing is said", async () => {
    const registry = await composeRegistry({ kind: "simulated" }, parts);
    for (const number of [1, 2, 77, 9_998]) {
      const biodata = simulateResident("bilik", number);
      expect(await registry.find(biodata["nik"]!, signal)).toEqual({ kind: "found", biodata });
      expect(await registry.lookUp(biodata, signal)).toEqual({ outcome: "found", differences: [] });
    }
    const other = simulateResident("another", 3)["nik"]!;
    for (const nik of [other, "", "9901014101900000", "x".repeat(16), "6201014101900001"])
      expect(await registry.find(nik, signal)).toEqual({ kind: "unknown" });
    const { keterangan: _, ...real } = simulateResident("bilik", 1);
    expect((await registry.lookUp(real, signal)).outcome).toBe("not-found");
  });

  it("is the list or the service that is named", async () => {
    const dir = await mkdtemp(join(tmpdir(), "register-"));
    onTestFinished(() => rm(dir, { recursive: true }));
    const path = join(dir, "penduduk.json");
    const biodata = simulateResident("bilik", 5);
    await writeFile(path, JSON.stringify([biodata]));
    await writeFile(join(dir, "token"), "t\n");
    const list = await composeRegistry({ kind: "list", path }, parts);
    expect(await list.find(biodata["nik"]!, signal)).toEqual({ kind: "found", biodata });
    const bounds = { timeoutMs: 500, attemptsMax: 1, tokenPath: join(dir, "token") };
    const service = await composeRegistry({ kind: "http", url: "http://127.0.0.1:1/", ...bounds }, parts);
    expect(await service.find(biodata["nik"]!, signal)).toEqual({ kind: "unreachable" });
    const missing = composeRegistry({ kind: "list", path: join(dir, "none.csv") }, parts);
    await expect(missing).rejects.toMatchObject({ code: "file.missing" });
  });
});
