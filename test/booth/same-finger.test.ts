import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readRecordedResident } from "../../drivers/recording/read-recorded-resident.ts";
import { attendVisit } from "../../runtime/attendant/attend-visit.ts";
import { type AttendancePlan, unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { type Booth, openBooth } from "../../runtime/compose-booth.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { composeReplay, planReplay } from "../../runtime/compose-replay.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { createListRegistry } from "../../runtime/registry/list-registry.ts";
import { viewVisit } from "../../runtime/visit/visit-view.ts";
import { enrol, inspectManifest } from "./enrol.ts";
import { drawFinger, exceptOthers, fewFingers, makeResident } from "./make-resident.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 180_000;
const clock = createSystemClock();
const logger = createSilentLogger();
const small = { fingers: fewFingers, exceptions: exceptOthers(fewFingers) };
/** Another name and number for the very same fingers. */
const alias = { nik: "9901014505900002", namaLengkap: "RATNA LAIN" };

describe("a finger that is offered twice in a visit", () => {
  it("is named in the record, and taken only by a decision of two", { timeout: timeoutMs }, async () => {
    const resident = await makeResident({ ...small, seed: "twice" });
    // The right index finger once more, where the left one is asked for.
    await writeFile(join(resident, "finger-07.png"), await drawFinger("twice", 2, "second"));
    const state = await makeTemporaryFolder();
    const summary = await enrol(resident, state);
    const left = summary.captures.find(({ modality, position }) => modality === "fingerprint" && position === 7);
    expect(left).toMatchObject({ attempts: 3, exception: expect.stringContaining("mirip finger-02") });
    const manifest = await inspectManifest(state, summary.packageId);
    const reasons = manifest.captures.flatMap(({ modality, position, reasons: codes }) =>
      modality === "fingerprint" ? [[position, codes.filter((code) => code.startsWith("same-as"))]] : [],
    );
    expect(reasons).toEqual([
      [1, []],
      [2, []],
      [7, ["same-as-finger-02"]],
    ]);
    expect(summary).not.toHaveProperty("duplicates");
  });
});

describe("a resident who is captured twice on one day", () => {
  it("is found at the second visit, with both visits' ids and nobody's name", { timeout: timeoutMs }, async () => {
    const booth = await openReplay("again");
    const first = await booth.visit({});
    const second = await booth.visit(alias);
    expect(first.duplicates).toEqual([]);
    expect(second.phase).toBe("finished");
    expect(second.duplicates.map(({ target, visitId }) => [target, visitId])).toEqual([
      ["finger-01", first.visitId],
      ["finger-02", first.visitId],
      ["finger-07", first.visitId],
    ]);
    for (const { score, dismissal } of second.duplicates) {
      expect(score).toBeGreaterThan(55);
      expect(dismissal).toContain("diteruskan tanpa petugas");
    }
    expect(JSON.stringify(second)).not.toMatch(/RATNA|99010145/);
  });

  it("is found after a restart while the first visit is still in hand", { timeout: timeoutMs }, async () => {
    const before = await openReplay("restarted");
    const first = await before.visit({}, "gallery-searched");
    expect(first.phase).toBe("open");
    await before.suspend(first.visitId);
    await before.close();
    const after = await openReplay("restarted", before);
    const second = await after.visit(alias);
    expect(second.duplicates.map(({ target, visitId }) => [target, visitId])).toEqual([["finger-01", first.visitId]]);
  });

  it("is not looked for under a visit that was cancelled", { timeout: timeoutMs }, async () => {
    const booth = await openReplay("cancelled");
    const first = await booth.visit({}, "gallery-searched");
    await booth.cancel(first.visitId);
    expect((await booth.visit(alias)).duplicates).toEqual([]);
  });
});

type Place = { readonly folder: string; readonly stateDir: string };

/** A booth in which one recorded resident stands, under whatever name. */
async function openReplay(seed: string, place?: Place) {
  const folder = place?.folder ?? (await makeResident({ ...small, seed }));
  const stateDir = place?.stateDir ?? (await makeTemporaryFolder());
  const resident = await readRecordedResident(folder);
  const config = parseBoothConfig({ stateDir }, "test");
  const keysDir = join(stateDir, "keys");
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: 1, modelsDir: config.modelsDir, limits: config.capture });
  const identity = await loadBoothIdentity(keysDir, owner);
  const named = (name: Readonly<Record<string, string>>) => ({ ...resident.biodata, ...name });
  const people = [{}, alias].map((name) => ({ biodata: named(name), isRecorded: false }));
  const devices = composeReplay(resident, clock);
  const registry = createListRegistry(people);
  const booth = await openBooth({ config, devices, registry, pipelines, identity, line, clock, logger });
  await booth.start();
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await booth.close();
    await pipelines.close();
    await line.close();
  };
  onTestFinished(close);
  const plan: AttendancePlan = { people: unattendedPeople, deviceRetriesMax: 0, ...planReplay(resident) };
  const { operator } = unattendedPeople;
  return {
    folder,
    stateDir,
    close,
    /** One visit to its last gate, or to the first deed of the kind that is named. */
    visit: (name: Readonly<Record<string, string>>, until?: string) => visit(booth, named(name), plan, until),
    suspend: (visitId: string) => booth.desk.submit(visitId, { kind: "suspended", by: operator, reason: "menunggu" }),
    cancel: (visitId: string) => booth.desk.submit(visitId, { kind: "cancelled", by: operator, reason: "pulang" }),
  };
}

async function visit(booth: Booth, biodata: Readonly<Record<string, string>>, plan: AttendancePlan, until?: string) {
  const stop = new AbortController();
  const isReached = new Error("far enough");
  const stopListening = booth.desk.onChange(({ event }) => {
    if (event.deed.kind === until) stop.abort(isReached);
  });
  const visitId = await booth.openVisit({ biodata, service: "ktp-el", by: unattendedPeople.resident });
  const last = await attendVisit(booth.desk, visitId, plan, stop.signal).catch((error: unknown) => {
    if (error !== isReached) throw error;
    return booth.desk.find(visitId);
  });
  stopListening();
  const view = last && viewVisit(last, 0);
  if (!view) throw new RangeError("no visit");
  return view;
}
