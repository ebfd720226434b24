import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { awaitFreeBooth, type FreeBoothParts, type Hindrance } from "../../../runtime/health/await-free-booth.ts";
import { openJournal } from "../../../runtime/journal/open-journal.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { visitEntryKind } from "../../../runtime/visit/visit-replay.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { createManualClock, type ManualClock } from "../../manual-clock.ts";
import { playVisit, policy } from "../visit/play-visit.ts";

const startAt = "2026-01-05T01:00:00.000Z";

/** A state folder whose journal holds so much of a visit, last written to at the start. */
async function rig(events: number) {
  const stateDir = await makeTemporaryFolder("free");
  const dir = join(stateDir, "booth", "journal");
  const clock = createManualClock(startAt);
  const journal = await openJournal({ dir, clock, logger: createSilentLogger(), limitBytes: 10_000_000 });
  const played = playVisit("surat-pengantar").slice(0, events);
  for (const { event } of played) await journal.append(visitEntryKind, { ...event });
  await journal.close();
  await touch(dir, startAt);
  const waits: Hindrance[] = [];
  const powerDir = join(stateDir, "power");
  const parts: FreeBoothParts = {
    ...{ stateDir, powerDir, policy, hours: null, timeZone: "Asia/Jakarta", clock },
    onWait: (hindrance) => waits.push(hindrance),
  };
  return { stateDir, dir, clock, waits, powerDir, parts, last: played.at(-1)?.after.state.phase };
}

async function touch(dir: string, at: string): Promise<void> {
  for (const name of await readdir(dir)) await utimes(join(dir, name), new Date(at), new Date(at));
}

/** Lets time pass look by look, as each look reads real files, until so long or until `isOver`. */
async function pass(clock: ManualClock, byMs: number, isOver = () => false): Promise<void> {
  const untilMs = clock.monotonicMs() + byMs;
  const sleeping = () => vi.waitUntil(() => clock.sleeperCount() > 0 || isOver(), { timeout: 5_000, interval: 2 });
  await sleeping();
  while (clock.monotonicMs() < untilMs && !isOver()) {
    await clock.advance(15_000);
    await sleeping();
  }
}

const never = new AbortController().signal;
const minutes = (at: string, count: number) => new Date(Date.parse(at) + count * 60_000).toISOString();

it("waits for a visit to end, and two minutes more", async () => {
  const { parts, clock, waits, dir, last } = await rig(3);
  expect(last).toBe("open");
  let isFree = false;
  const waiting = awaitFreeBooth(parts, never).then(() => {
    isFree = true;
  });
  await pass(clock, 600_000);
  expect([isFree, waits]).toEqual([false, ["in-use", "visit-open"]]);
  const rest = playVisit("surat-pengantar").slice(3);
  const journal = await openJournal({ dir, clock, logger: createSilentLogger(), limitBytes: 10_000_000 });
  for (const { event } of rest) await journal.append(visitEntryKind, { ...event });
  await journal.close();
  await touch(dir, minutes(startAt, 10));
  await pass(clock, 600_000, () => isFree);
  await waiting;
  expect(waits).toEqual(["in-use", "visit-open", "in-use"]);
  expect(clock.nowAt() >= minutes(startAt, 12)).toBe(true);
  expect(clock.nowAt() <= minutes(startAt, 13)).toBe(true);
});

it("waits for the hour and for mains", async () => {
  const { parts, clock, waits, powerDir } = await rig(0);
  const status = join(powerDir, "ups", "status");
  await mkdir(join(powerDir, "ups"), { recursive: true });
  await writeFile(status, "Discharging\n");
  // 08:00 at the office now; from 09:00 on.
  let isFree = false;
  const waiting = awaitFreeBooth({ ...parts, hours: { fromMinute: 540, untilMinute: 600 } }, never).then(() => {
    isFree = true;
  });
  await pass(clock, 3_700_000);
  expect(isFree).toBe(false);
  await writeFile(status, "Full\n");
  await pass(clock, 60_000, () => isFree);
  await waiting;
  expect(waits).toEqual(["hours", "on-battery"]);
});

it("waits for nobody where no booth has been, nor over a journal that is damaged", async () => {
  const clock = createManualClock(startAt);
  const stateDir = await makeTemporaryFolder("free");
  const { parts, dir } = await rig(3);
  await awaitFreeBooth({ ...parts, stateDir, clock }, never);
  const [name = ""] = await readdir(dir);
  const bytes = await readFile(join(dir, name));
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0x20;
  await writeFile(join(dir, name), bytes);
  await touch(dir, minutes(startAt, -5));
  await awaitFreeBooth(parts, never);
});

it("gives up when it is asked to", async () => {
  const { parts } = await rig(3);
  const stop = new AbortController();
  const waiting = awaitFreeBooth(parts, stop.signal);
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
});
