import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { attendVisit } from "../../../runtime/attendant/attend-visit.ts";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { outstandingEffects } from "../../../runtime/visit/visit-effects.ts";
import { openTestJournal } from "../journal/journal-rig.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import {
  attend,
  createMemorySnapshots,
  createWaitingPerformer,
  openTestDesk,
  openVisitOn,
  waitForPhase,
} from "./desk-rig.ts";
import { createMemoryJournal } from "./memory-journal.ts";
import { fullPlan, playVisit, policy, visitId } from "./play-visit.ts";

const { operator, resident } = unattendedPeople;
const otherId = "22222222-3333-4444-8555-666666666666";

describe("a restart", () => {
  const plays = serviceIds.map((service) => ({ service, played: playVisit(service) }));

  it.each(plays)("after any event of $service replays the identical state", async ({ played }) => {
    const whole = createMemoryJournal();
    for (const { event } of played) await whole.append("visit", event);
    for (const [index, { after }] of played.entries()) {
      const desk = await openTestDesk({ journal: whole.cut(index + 1) });
      const isOver = after.state.phase === "closed";
      expect(desk.find(visitId)).toEqual(isOver ? undefined : after.state);
      await desk.close();
    }
  });

  it.each(plays)("after any event of $service asks for exactly the work that was under way", async ({ played }) => {
    const whole = createMemoryJournal();
    for (const { event } of played) await whole.append("visit", event);
    for (const [index, { after }] of played.entries()) {
      const { perform, asked } = createWaitingPerformer();
      const desk = await openTestDesk({ journal: whole.cut(index + 1), perform });
      await nextTurn();
      expect(asked).toEqual([]);
      await desk.start();
      await nextTurn();
      expect(asked.map(({ effect }) => effect)).toEqual(outstandingEffects(after.state, policy));
      await desk.close();
    }
  });

  it("on a real journal goes on where the last process was, to the same end", async () => {
    const dir = makeTemporaryFolder();
    const first = await openTestJournal(dir);
    const desk = await openTestDesk({ journal: first });
    await openVisitOn(desk);
    const photo = new Promise<void>((resolve) => {
      desk.onChange(({ after }) => {
        if (after.phase === "open" && after.visit.act.act === "fingers") resolve();
      });
    });
    const stop = new AbortController();
    const attending = attendVisit(desk, visitId, fullPlan, stop.signal);
    await photo;
    stop.abort(new Error("power cut"));
    await attending.catch(() => undefined);
    await desk.close();
    const left = desk.find(visitId);
    await first.close();

    const second = await openTestJournal(dir);
    const restarted = await openTestDesk({ journal: second });
    expect(restarted.find(visitId)).toEqual(left);
    await restarted.start();
    await attend(restarted);
    const kept = await waitForPhase(restarted, "sealed");
    expect(kept.visit.captures.map(({ attempts }) => attempts)).toEqual(Array.from({ length: 14 }, () => 1));
    await restarted.close();
    await second.close();
  });

  it("leaves suspended and sealed visits as they are", async () => {
    const journal = createMemoryJournal();
    const { perform, asked } = createWaitingPerformer();
    const before = await openTestDesk({ journal });
    await openVisitOn(before, "surat-pengantar");
    await attend(before);
    await waitForPhase(before, "sealed");
    await openVisitOn(before, "ktp-el", otherId);
    await before.submit(otherId, { kind: "suspended", by: operator, reason: "mengambil berkas" });
    await before.close();
    const entries = journal.entries.length;
    const desk = await openTestDesk({ journal, perform });
    await desk.start();
    await nextTurn();
    expect(asked).toEqual([]);
    expect(journal.entries).toHaveLength(entries);
    expect(desk.inHand().map(({ state }) => state.phase)).toEqual(["sealed", "suspended"]);
    await desk.close();
  });

  it("ignores what others have written in the journal, and refuses what is no event of the procedure", async () => {
    const foreign = createMemoryJournal();
    await foreign.append("data-key-destroyed", { visitId });
    await (await openTestDesk({ journal: foreign })).close();

    const nonsense = createMemoryJournal();
    await nonsense.append("visit", { visitId, deed: "none" });
    await expect(openTestDesk({ journal: nonsense })).rejects.toMatchObject({ code: "journal.corrupt" });

    const skipped = createMemoryJournal();
    const [opened, , third] = playVisit("ktp-el");
    await skipped.append("visit", opened?.event);
    await skipped.append("visit", { ...third?.event, deed: { kind: "photo-approved", by: resident } });
    await expect(openTestDesk({ journal: skipped })).rejects.toMatchObject({
      code: "journal.corrupt",
      detail: { problem: expect.stringContaining("photo-approved") },
    });
  });
});

describe("a snapshot", () => {
  /** A journal of a letter under way, and the snapshot taken after half of it. */
  async function playHalf() {
    const journal = createMemoryJournal();
    const events = playVisit("surat-pengantar")
      .slice(0, 9)
      .map(({ event }) => event);
    for (const event of events) await journal.append("visit", event);
    const at = journal.entries[4];
    const visits = [{ visitId, events: events.slice(0, 5) }];
    const state = playVisit("surat-pengantar")[8]?.after.state;
    return { journal, state, snapshot: { sequence: 5, hash: at?.hash ?? "", visits } };
  }

  it("that the chain confirms saves the replay of what lies before it", async () => {
    const { journal, state, snapshot } = await playHalf();
    // Were the first entries replayed, this one would stop the booth.
    const [first, ...rest] = journal.entries;
    const damaged = createMemoryJournal([{ ...first!, body: "not an event" }, ...rest]);
    await expect(openTestDesk({ journal: damaged })).rejects.toMatchObject({ code: "journal.corrupt" });
    const desk = await openTestDesk({ journal: damaged, snapshots: createMemorySnapshots(snapshot) });
    expect(desk.find(visitId)).toEqual(state);
    await desk.close();
  });

  it.each([
    { what: "of another journal", change: { hash: "f".repeat(64) } },
    { what: "from before the journal was lost", change: { sequence: 900 } },
    { what: "of nothing", change: { sequence: 0 } },
  ])("$what is ignored, for the journal is the truth", async ({ change }) => {
    const { journal, state, snapshot } = await playHalf();
    const stale = { ...snapshot, ...change, visits: [] };
    const desk = await openTestDesk({ journal, snapshots: createMemorySnapshots(stale) });
    expect(desk.find(visitId)).toEqual(state);
    await desk.close();
  });

  it("is kept with each event, names its place in the journal, and holds no visit that is over", async () => {
    const journal = createMemoryJournal();
    const snapshots = createMemorySnapshots();
    const desk = await openTestDesk({ journal, snapshots });
    await openVisitOn(desk);
    expect(snapshots.read()).toMatchObject({ ...journal.head(), visits: [{ visitId, events: [{ ms: 0 }] }] });
    await desk.submit(visitId, { kind: "cancelled", by: resident, reason: "pulang" });
    expect(snapshots.read()).toEqual({ ...journal.head(), visits: [] });
    await desk.close();
  });
});
