import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attendVisit } from "../../runtime/attendant/attend-visit.ts";
import { unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { type Booth, openBooth } from "../../runtime/compose-booth.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { composeSimulated } from "../../runtime/compose-simulated.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createDemo, type Demo } from "../../runtime/demo/create-demo.ts";
import type { ResidentId } from "../../runtime/demo/scripted-resident.ts";
import { loadCanonicalFace } from "../../runtime/inference/load-canonical-face.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { officeDay } from "../../runtime/kernel/office-day.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../runtime/visit/visit-state.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const clock = createSystemClock();
const logger = createSilentLogger();
/** Nobody watches. */
const paceRatio = 0.02;
const visitTimeoutMs = 240_000;

let booth: Booth;
let demo: Demo;
let close: () => Promise<void>;

beforeAll(async () => {
  const stateDir = await makeTemporaryFolder("demo");
  const config = parseBoothConfig({ stateDir, capture: { frameTimeoutMs: 6_000 } }, "test");
  const keysDir = join(stateDir, "keys");
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const identity = await loadBoothIdentity(keysDir, owner);
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: 1, modelsDir: config.modelsDir, limits: config.capture });
  const simulated = composeSimulated(await loadCanonicalFace(config.modelsDir), clock, paceRatio);
  const today = officeDay(clock.nowAt(), config.booth.timeZone);
  demo = createDemo({ today, admit: simulated.perform });
  const { devices } = simulated;
  booth = await openBooth({
    ...{ config, devices, registry: demo.registry, pipelines, identity, line, clock, logger },
  });
  await booth.start();
  close = async () => {
    await booth.close();
    await pipelines.close();
    await line.close();
  };
}, 120_000);
afterAll(() => close());

/** A whole visit, all that happened in it, and how it ended. */
type Played = { readonly deeds: readonly VisitDeed[]; readonly end: VisitState };

async function play(id: ResidentId): Promise<Played> {
  const { biodata } = demo.choose(id);
  const deeds: VisitDeed[] = [];
  const { promise: over, resolve } = Promise.withResolvers<VisitState>();
  const visitId = await booth.openVisit({ biodata, service: "ktp-el", by: unattendedPeople.resident });
  const stop = booth.desk.onChange(({ visitId: changed, after, event }) => {
    if (changed !== visitId) return;
    deeds.push(event.deed);
    if (after.phase === "closed" || after.phase === "cancelled") resolve(after);
  });
  await attendVisit(booth.desk, visitId, demo.planFor(id), AbortSignal.timeout(visitTimeoutMs));
  const end = await over;
  stop();
  return { deeds, end };
}

type DeedKind = VisitDeed["kind"];
const ofKind = <K extends DeedKind>({ deeds }: Played, kind: K) =>
  deeds.filter((deed): deed is Extract<VisitDeed, { readonly kind: K }> => deed.kind === kind);
/** Reasons of each attempt at a target, in their order. */
const attempts = (played: Played, wanted: string) =>
  ofKind(played, "captured")
    .filter(({ target }) => target === wanted)
    .map(({ capture }) => capture.reasons.map(({ code }) => code));
const expectReceipt = ({ end }: Played) => {
  if (end.phase !== "closed") throw new Error(`ended ${end.phase}`);
  expect(end.receipt.status).toBe("RECEIVED");
  return end;
};
const expectCancelled = ({ end }: Played, reason: RegExp) => {
  if (end.phase !== "cancelled") throw new Error(`ended ${end.phase}`);
  expect(end.reason).toMatch(reason);
};
/** Targets that were not taken at their first attempt. */
const stumbles = (played: Played) => {
  const tries = new Map<string, number>();
  for (const { target } of ofKind(played, "captured")) tries.set(target, (tries.get(target) ?? 0) + 1);
  return [...tries].filter(([, count]) => count > 1).map(([target, count]) => `${target} ${count}`);
};

describe("a scripted resident's visit", { timeout: visitTimeoutMs }, () => {
  it("good: goes through at once, and everything is marked as simulated", async () => {
    const played = await play("good");
    const { visit } = expectReceipt(played);
    expect(stumbles(played)).toEqual([]);
    expect(visit.captures).toHaveLength(14);
    expect(visit.captures.every(({ capture }) => capture.isSimulated && capture.passed)).toBe(true);
    expect(visit.exceptions).toEqual([]);
  });

  it("spoofed-duplicate: is found by the fingers of an earlier visit, and sent away", async () => {
    const played = await play("spoofed-duplicate");
    expectCancelled(played, /Jari yang sama ada dalam kunjungan lain hari ini \(finger-01/);
    expect(ofKind(played, "gallery-searched").some(({ hits }) => hits.length > 0)).toBe(true);
  });

  it("dry-fingers: is told so, moistens some, and has one taken below its limit by two people", async () => {
    const played = await play("dry-fingers");
    const { visit } = expectReceipt(played);
    for (const reasons of attempts(played, "finger-02").slice(0, 2)) expect(reasons).toContain("too-dry");
    expect(attempts(played, "finger-02")[2]).toEqual([]);
    expect(attempts(played, "finger-03")[0]).toContain("too-dry");
    expect(attempts(played, "finger-06")).toHaveLength(3);
    for (const reasons of attempts(played, "finger-06")) expect(reasons).toContain("too-dry");
    expect(stumbles(played)).toEqual(["finger-02 3", "finger-03 2", "finger-06 3"]);
    const below = visit.captures.filter(({ exception }) => exception !== null);
    expect(below.map(({ target }) => target)).toEqual(["finger-06"]);
  });

  it("wrong-hand: is told which finger it was, and gives the right one", async () => {
    const played = await play("wrong-hand");
    expectReceipt(played);
    expect(attempts(played, "finger-06")[0]).toContain("same-as-finger-01");
    expect(attempts(played, "finger-07")[0]).toContain("same-as-finger-02");
    expect(attempts(played, "finger-09")[0]).toContain("same-as-finger-08");
    expect(stumbles(played)).toEqual(["finger-06 2", "finger-07 2", "finger-09 2"]);
  });

  it("glasses: squints at the light in them, twice, and shows glare and blur in the eyes", async () => {
    const played = await play("glasses");
    expectReceipt(played);
    for (const reasons of attempts(played, "face").slice(0, 2)) expect(reasons).toContain("eyes-closed");
    expect(attempts(played, "face").at(-1)).toEqual([]);
    expect(attempts(played, "iris-right").map(([first]) => first)).toEqual(["low-contrast", "blurred", undefined]);
    expect(stumbles(played)).toEqual(["face 3", "iris-right 3", "iris-left 3"]);
  });

  it("missing-fingers: has them recorded as such, by two people", async () => {
    const played = await play("missing-fingers");
    const { visit } = expectReceipt(played);
    expect(visit.exceptions.map(({ target, reason }) => [target, reason])).toEqual([
      ["finger-08", "missing"],
      ["finger-09", "missing"],
      ["finger-10", "bandaged"],
    ]);
    for (const { by, second } of visit.exceptions) expect(by.id).not.toBe(second.id);
    expect(visit.captures).toHaveLength(11);
  });

  it("child-with-guardian: is a beginner who fidgets, and is recorded", async () => {
    const played = await play("child-with-guardian");
    const { visit } = expectReceipt(played);
    expect(visit.eligibility).toBe("beginner");
    expect(attempts(played, "face")[0]).toContain("mouth-open");
    expect(attempts(played, "iris-right")[0]).toEqual(["eye-not-open"]);
    expect(attempts(played, "signature")[0]).not.toEqual([]);
    expect(attempts(played, "signature").at(-1)).toEqual([]);
  });

  it("under-age: is sent home before anything is captured", async () => {
    const played = await play("under-age");
    expectCancelled(played, /Belum 16 tahun/);
    expect(ofKind(played, "captured")).toEqual([]);
  });

  it("runs-out-of-time: the device gives up, the visit is suspended and resumed, and ends well", async () => {
    const played = await play("runs-out-of-time");
    const { visit } = expectReceipt(played);
    expect(ofKind(played, "capture-failed").map(({ target, failure }) => [target, failure])).toEqual([
      ["finger-04", "driver.timeout"],
      ["finger-08", "driver.timeout"],
    ]);
    expect(ofKind(played, "suspended").map(({ reason }) => reason)).toEqual([expect.stringContaining("Waktu habis")]);
    expect(ofKind(played, "resumed")).toHaveLength(1);
    expect(ofKind(played, "retry-requested").map(({ target }) => target)).toEqual(["finger-04", "finger-08"]);
    expect(visit.timings.flatMap(({ suspensions }) => suspensions)).toHaveLength(1);
    expect(visit.captures).toHaveLength(14);
  });

  it("unknown-to-register: is sent to have the NIK cleared up", async () => {
    const played = await play("unknown-to-register");
    expectCancelled(played, /register: not-found/);
  });

  it("data-differ: shows a paper that says why, and is recorded", async () => {
    const played = await play("data-differ");
    const { visit } = expectReceipt(played);
    expect(visit.register).toEqual({ outcome: "found", differences: ["namaLengkap", "tempatLahir"] });
    expect(visit.papers.find(({ paper }) => paper === "akte-kelahiran")).toMatchObject({
      isCopyKept: true,
      waiver: null,
    });
  });

  it("already-recorded: is sent home with that", async () => {
    const played = await play("already-recorded");
    expectCancelled(played, /register: already-recorded/);
  });
});
