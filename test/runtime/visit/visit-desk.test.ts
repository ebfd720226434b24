import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { submitOrThrow, type VisitChange } from "../../../runtime/visit/visit-desk.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import { createManualClock } from "../../manual-clock.ts";
import { attend, createWaitingPerformer, openTestDesk, openVisitOn, performWell, waitForPhase } from "./desk-rig.ts";
import { createMemoryJournal } from "./memory-journal.ts";
import { openingOf, visitId } from "./play-visit.ts";

const { operator, clerk, resident } = unattendedPeople;
const otherId = "22222222-3333-4444-8555-666666666666";
const checkKk: VisitDeed = { kind: "paper-checked", paper: "kk", original: false, copy: true, by: clerk };
const suspend: VisitDeed = { kind: "suspended", by: operator, reason: "mengambil berkas" };
const resume: VisitDeed = { kind: "resumed", by: operator };
const receipt = (packageId: string): VisitDeed => ({
  kind: "receipted",
  packageId,
  status: "RECEIVED",
  receivedAt: "2026-01-05T02:00:00.000Z",
});

describe("an accepted event", () => {
  it("is in the journal before anybody hears of it, or sees it", async () => {
    const journal = createMemoryJournal();
    const desk = await openTestDesk({ journal });
    const heard: VisitChange[] = [];
    desk.onChange((change) => heard.push(change));
    const release = journal.hold();
    const submitting = desk.submit(visitId, openingOf("ktp-el"));
    await nextTurn();
    expect(heard).toEqual([]);
    expect(desk.find(visitId)).toBeUndefined();
    release();
    expect(await submitting).toBeNull();
    expect(heard).toMatchObject([{ visitId, before: { phase: "idle" }, after: { phase: "open" } }]);
    expect(journal.entries.map(({ kind, body }) => ({ kind, body }))).toEqual([
      { kind: "visit", body: heard[0]?.event },
    ]);
    await desk.close();
  });

  it("starts no work before it is in the journal", async () => {
    const journal = createMemoryJournal();
    const { perform, asked } = createWaitingPerformer();
    const desk = await openTestDesk({ journal, perform });
    await openVisitOn(desk);
    const release = journal.hold();
    const submitting = desk.submit(visitId, { kind: "scan-requested", paper: "kk", by: clerk });
    await nextTurn();
    expect(asked).toEqual([]);
    release();
    await submitting;
    await nextTurn();
    expect(asked.map(({ effect }) => effect)).toEqual([{ kind: "scan-paper", paper: "kk" }]);
    await desk.close();
  });

  it("has not happened when the journal refuses it", async () => {
    const journal = createMemoryJournal();
    const desk = await openTestDesk({ journal });
    await openVisitOn(desk);
    const before = desk.find(visitId);
    const heard: VisitChange[] = [];
    desk.onChange((change) => heard.push(change));
    journal.failNext(new BoothError("journal.full", { usedBytes: 2, limitBytes: 1 }));
    await expect(desk.submit(visitId, checkKk)).rejects.toMatchObject({ code: "journal.full" });
    expect(desk.find(visitId)).toBe(before);
    expect(heard).toEqual([]);
    expect(await desk.submit(visitId, checkKk)).toBeNull();
    expect(heard).toHaveLength(1);
    await desk.close();
  });

  it("counts although its snapshot could not be written", async () => {
    const journal = createMemoryJournal();
    const warnings: string[] = [];
    const full = new BoothError("disk.full", { path: "/", freeBytes: 0, limitBytes: 1 });
    const desk = await openTestDesk({
      journal,
      snapshots: { read: () => null, write: () => Promise.reject(full) },
      logger: { ...createSilentLogger(), warn: (event) => warnings.push(event) },
    });
    const heard: VisitChange[] = [];
    desk.onChange((change) => heard.push(change));
    expect(await desk.submit(visitId, openingOf("ktp-el"))).toBeNull();
    expect(heard).toHaveLength(1);
    expect(warnings).toEqual(["snapshot.not-written"]);
    await desk.close();
  });
});

describe("a refused event", () => {
  it("is told to whoever offered it, and leaves no trace", async () => {
    const journal = createMemoryJournal();
    const desk = await openTestDesk({ journal });
    await openVisitOn(desk);
    const heard: VisitChange[] = [];
    desk.onChange((change) => heard.push(change));
    const refusal = await desk.submit(visitId, { kind: "papers-confirmed", by: clerk });
    expect(refusal).toEqual({ cause: "papers-incomplete:kk", nextAction: "bring-papers", override: "operator" });
    expect(await desk.submit(visitId, { kind: "photo-approved", by: operator })).not.toBeNull();
    expect(await desk.submit(otherId, checkKk)).not.toBeNull();
    expect(journal.entries).toHaveLength(1);
    expect(heard).toEqual([]);
    expect(desk.find(otherId)).toBeUndefined();
    await desk.close();
  });

  it("is a failure to whom it is one", async () => {
    const desk = await openTestDesk();
    await openVisitOn(desk);
    await expect(submitOrThrow(desk, visitId, { kind: "papers-confirmed", by: clerk })).rejects.toMatchObject({
      code: "visit.refused",
      detail: { event: "papers-confirmed", cause: "papers-incomplete:kk", override: "operator" },
    });
    await desk.close();
  });
});

it("takes deeds one after another, each on the result of the one before", async () => {
  const journal = createMemoryJournal();
  const desk = await openTestDesk({ journal });
  const release = journal.hold();
  const answers = [openingOf("ktp-el"), checkKk, { kind: "papers-confirmed", by: clerk } as const, checkKk].map(
    (deed) => desk.submit(visitId, deed),
  );
  release();
  const refusals = await Promise.all(answers);
  expect(refusals.slice(0, 3)).toEqual([null, null, null]);
  expect(refusals[3]?.cause).toBe("not-now");
  await desk.close();
});

it("tells nobody who has stopped listening", async () => {
  const desk = await openTestDesk();
  const heard: VisitChange[] = [];
  const stop = desk.onChange((change) => heard.push(change));
  await openVisitOn(desk);
  stop();
  await desk.submit(visitId, checkKk);
  expect(heard).toHaveLength(1);
  await desk.close();
});

describe("one resident at a time", () => {
  it("stands in the booth: a second visit is refused, and may begin while the first is suspended", async () => {
    const desk = await openTestDesk();
    await openVisitOn(desk);
    expect(await desk.submit(otherId, openingOf("ktp-el"))).toEqual({
      cause: "booth-occupied",
      nextAction: "suspend-or-finish-first",
      override: "operator",
    });
    await desk.submit(visitId, suspend);
    expect(await desk.submit(otherId, openingOf("ktp-el"))).toBeNull();
    expect(desk.inHand().map(({ visitId: id, state }) => [id, state.phase])).toEqual([
      [visitId, "suspended"],
      [otherId, "open"],
    ]);
    await desk.close();
  });

  it("may not be called back while another stands there", async () => {
    const desk = await openTestDesk();
    await openVisitOn(desk);
    await desk.submit(visitId, suspend);
    await openVisitOn(desk, "ktp-el", otherId);
    expect((await desk.submit(visitId, resume))?.cause).toBe("booth-occupied");
    await desk.submit(otherId, { kind: "cancelled", by: resident, reason: "pulang" });
    expect(await desk.submit(visitId, resume)).toBeNull();
    await desk.close();
  });

  it("does not wait for the package of the one before", async () => {
    const { perform } = createWaitingPerformer();
    const desk = await openTestDesk({
      perform: (effect, visit, signal) =>
        (effect.kind === "seal-package" ? perform : performWell)(effect, visit, signal),
    });
    await openVisitOn(desk, "surat-pengantar");
    await attend(desk);
    expect(desk.find(visitId)?.phase).toBe("finished");
    expect(await desk.submit(otherId, openingOf("ktp-el"))).toBeNull();
    await desk.close();
  });
});

describe("a whole visit at the desk", () => {
  it.each(serviceIds)("%s goes through to its package, and is over with its receipt", async (service) => {
    const journal = createMemoryJournal();
    const desk = await openTestDesk({ journal });
    await openVisitOn(desk, service);
    await attend(desk);
    const { packageId } = await waitForPhase(desk, "sealed");
    expect(await desk.submit(visitId, receipt("c".repeat(64)))).not.toBeNull();
    expect(await desk.submit(visitId, receipt(packageId))).toBeNull();
    expect(desk.inHand()).toEqual([]);
    await desk.close();
    const restarted = await openTestDesk({ journal: createMemoryJournal(journal.entries) });
    expect(restarted.inHand()).toEqual([]);
    await restarted.close();
  });
});

describe("work at the desk", () => {
  it("is aborted when the visit is suspended, and begins again when it is resumed", async () => {
    const { perform, asked } = createWaitingPerformer();
    const desk = await openTestDesk({ perform });
    await openVisitOn(desk);
    await desk.submit(visitId, { kind: "scan-requested", paper: "kk", by: clerk });
    await nextTurn();
    await desk.submit(visitId, suspend);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
    await desk.submit(visitId, resume);
    await nextTurn();
    expect(asked.map(({ effect }) => effect.kind)).toEqual(["scan-paper", "scan-paper"]);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await desk.close();
    expect(asked[1]?.signal.aborted).toBe(true);
  });

  it("that is asked for while the desk closes is not begun", async () => {
    const { perform, asked } = createWaitingPerformer();
    const desk = await openTestDesk({ perform });
    await openVisitOn(desk);
    const submitting = desk.submit(visitId, { kind: "scan-requested", paper: "kk", by: clerk });
    await desk.close();
    expect(await submitting).toBeNull();
    await nextTurn();
    expect(asked).toEqual([]);
  });
});

describe("the visit's own clock", () => {
  it("starts at nought with the visit, and stands still for nobody", async () => {
    const clock = createManualClock();
    const desk = await openTestDesk({ clock });
    await clock.advance(5_000);
    expect(desk.visitMs(visitId)).toBe(0);
    await desk.submit(visitId, checkKk);
    await clock.advance(5_000);
    await openVisitOn(desk);
    await clock.advance(2_000);
    expect(desk.visitMs(visitId)).toBe(2_000);
    await desk.submit(visitId, suspend);
    await clock.advance(3_000);
    expect(desk.visitMs(visitId)).toBe(5_000);
    await desk.close();
  });

  it("counts the time without power by the wall, and a wall clock that was set back as no time", async () => {
    const journal = createMemoryJournal();
    const clock = createManualClock("2026-01-05T01:00:00.000Z");
    const desk = await openTestDesk({ journal, clock });
    await openVisitOn(desk);
    await clock.advance(4_000);
    await desk.submit(visitId, { kind: "step-taken", by: clerk });
    await desk.close();

    const later = createManualClock("2026-01-05T01:10:04.000Z");
    const restarted = await openTestDesk({ journal: journal.cut(2), clock: later });
    expect(restarted.visitMs(visitId)).toBe(604_000);
    await restarted.start();
    const state = restarted.find(visitId);
    expect(state?.phase === "open" ? state.visit.timings[0] : null).toMatchObject({
      state: "waiting",
      workingMs: 0,
      waitingMs: 604_000,
    });
    await restarted.close();

    const setBack = createManualClock("2020-01-01T00:00:00.000Z");
    const early = await openTestDesk({ journal: journal.cut(2), clock: setBack });
    expect(early.visitMs(visitId)).toBe(4_000);
    await early.close();
  });
});
