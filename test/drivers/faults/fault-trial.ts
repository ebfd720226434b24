import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { handleLater } from "../device-contract.ts";
import { type FaultCell, type FaultRig, type FaultyWire, wireFaults } from "./fault-cells.ts";

/** Nothing here takes longer; what does, hangs. */
const patienceMs = 20_000;

async function startRig(wire: FaultyWire): Promise<FaultRig> {
  const rig = await wire.start();
  onTestFinished(async () => {
    await rig.device.close();
    await rig.stop();
  });
  return rig;
}

async function within<T>(what: string, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = delay(patienceMs, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`${what} hangs`);
  });
  handleLater(late);
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}

async function outcomeOf(rig: FaultRig, work: Promise<unknown>): Promise<string> {
  try {
    await within("the driver", work);
    return "works";
  } catch (error) {
    // Anything else is a driver that lets its wire's own errors out.
    if (!(error instanceof BoothError)) throw error;
    if ("device" in error.detail) expect(error.detail.device).toBe(rig.device.name);
    return error.code;
  }
}

/** A state that fits what the device has just said. */
function expectState(rig: FaultRig, outcome: string, when: "opening" | "use"): void {
  const { state, lastFailure } = rig.device.health();
  const isLost = when === "opening" || outcome === "driver.disconnected";
  if (outcome === "works") expect([state, lastFailure]).toEqual(["ready", null]);
  else expect([state, lastFailure]).toEqual([isLost ? "lost" : "ready", outcome]);
}

async function expectWorks(rig: FaultRig): Promise<void> {
  await rig.mend();
  await within("opening", openInTime(rig));
  await within("a use", rig.use("whole"));
  expect(rig.device.health()).toEqual({ state: "ready", lastFailure: null });
}

async function noticeLoss(rig: FaultRig): Promise<void> {
  if (rig.whyUnnoticed !== undefined && rig.device.health().state !== "lost") await outcomeOf(rig, rig.use("anything"));
  await waitUntil("the loss is noticed", () => rig.device.health().state === "lost");
}

/** A pulled line may take a moment to be free again. */
async function openInTime(rig: FaultRig): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await rig.device.open();
    } catch (error) {
      if (!(error instanceof BoothError) || tries >= 4) throw error;
      await delay(100);
    }
  }
}

async function expectLetGo(rig: FaultRig): Promise<void> {
  await within("closing", rig.device.close());
  expect(rig.device.health()).toEqual({ state: "closed", lastFailure: null });
  if (rig.openLines !== null) expect(rig.openLines()).toBe(0);
}

async function tryFault(rig: FaultRig, cell: Exclude<FaultCell, { readonly impossible: string }>): Promise<void> {
  const { when, variants = 1, make, outcomes, mayLose = false } = cell;
  for (let variant = 0; variant < variants; variant += 1) {
    await rig.mend();
    if (when === "use") await within("opening", openInTime(rig));
    await make(variant);
    const work = when === "use" ? rig.use(mayLose ? "anything" : "whole") : rig.device.open();
    const outcome = await outcomeOf(rig, work);
    expect(outcomes, `variant ${variant}`).toContain(outcome);
    expectState(rig, outcome, when);
    if (when === "opening") await rig.device.close();
  }
  await expectWorks(rig);
  await expectLetGo(rig);
}

/** Tries every fault of every wire: none hangs, none lets a foreign error out, and afterwards all works as before. */
export function testFaults(wires: readonly FaultyWire[]): void {
  describe.each(wires)("$driver over $wire", (wire) => {
    it.skipIf(wire.skip !== null)(`absent: is not opened, and is once it is there${why(wire)}`, async () => {
      const rig = await startRig(wire);
      await rig.pull();
      for (let tries = 0; tries < 2; tries += 1) {
        expect(await outcomeOf(rig, rig.device.open())).toBe("driver.disconnected");
        expectState(rig, "driver.disconnected", "opening");
      }
      await rig.insert();
      await expectWorks(rig);
      await expectLetGo(rig);
    });

    it.skipIf(wire.skip !== null)(
      "unplugged: a use ends with it, whenever it comes, and the next one is whole",
      async () => {
        const rig = await startRig(wire);
        for (const afterMs of [0, 3, 12, 40]) {
          await openInTime(rig);
          const using = outcomeOf(rig, rig.use("anything"));
          await delay(afterMs);
          await rig.pull();
          const outcome = await using;
          // One that was over before the pull has worked.
          expect(["works", "driver.disconnected"]).toContain(outcome);
          await noticeLoss(rig);
          await rig.insert();
        }
        await expectWorks(rig);
        await expectLetGo(rig);
      },
    );

    it.skipIf(wire.skip !== null)("back: comes and goes again and again", async () => {
      const rig = await startRig(wire);
      for (let round = 0; round < 4; round += 1) {
        await openInTime(rig);
        await rig.pull();
        await noticeLoss(rig);
        expect(await outcomeOf(rig, rig.use("anything"))).toBe("driver.disconnected");
        await rig.insert();
      }
      await expectWorks(rig);
      await expectLetGo(rig);
    });

    it.skipIf(wire.skip !== null).each(wireFaults)("%s", async (fault) => {
      const rig = await startRig(wire);
      const cell = rig.cells[fault];
      if ("impossible" in cell) expect(cell.impossible.length).toBeGreaterThan(20);
      else await tryFault(rig, cell);
    });
  });
}

function why({ skip }: FaultyWire): string {
  return skip === null ? "" : ` (skipped: ${skip})`;
}
