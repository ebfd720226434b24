import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../../../runtime/kernel/file-system.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { openSettings } from "../../../runtime/settings/open-settings.ts";
import type { Settings } from "../../../runtime/settings/settings.ts";
import { readSlot } from "../../../runtime/settings/settings-slot.ts";
import { createSimulatedDisk } from "../kernel/simulated-disk.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

const schema = z.strictObject({ count: z.number(), note: z.string().default("") });
type Counter = z.output<typeof schema>;
const initial: Counter = { count: 0, note: "" };

function openCounter(dir: string, fileSystem?: FileSystem): Promise<Settings<Counter>> {
  const parse = (input: unknown) => schema.parse(input);
  return openSettings({ dir, name: "counter", parse, initial, ...(fileSystem ? { fileSystem } : {}) });
}

const increment = (value: Counter): Counter => ({ ...value, count: value.count + 1 });

/** A folder whose counter stands at `count`; both slots are written from 2 on. */
async function writeCounter(count: number): Promise<string> {
  const dir = makeTemporaryFolder();
  const settings = await openCounter(dir);
  for (let updates = 0; updates < count; updates += 1) await settings.update(increment);
  await settings.close();
  return dir;
}

describe("settings", () => {
  it("start with the initial value, and give back after a restart what was updated", async () => {
    const dir = join(makeTemporaryFolder(), "not-yet");
    const first = await openCounter(dir);
    expect(first.recovery).toBe("virgin");
    expect(first.value()).toEqual(initial);
    expect(await first.update(increment)).toEqual({ count: 1, note: "" });
    await first.close();
    const second = await openCounter(dir);
    expect(second.recovery).toBe("clean");
    expect(second.value().count).toBe(1);
    await second.close();
  });

  it("run updates one after another, each on the last one's result", async () => {
    const dir = makeTemporaryFolder();
    const settings = await openCounter(dir);
    await Promise.all(Array.from({ length: 20 }, () => settings.update(increment)));
    expect(settings.value().count).toBe(20);
    await settings.close();
    const again = await openCounter(dir);
    expect(again.value().count).toBe(20);
    await again.close();
  });

  it("let nobody change the value behind the disk's back", async () => {
    const settings = await openCounter(makeTemporaryFolder());
    expect(() => Object.assign(settings.value(), { count: 9 })).toThrow(TypeError);
    let draft: Counter = initial;
    await settings.update((value) => {
      value.count = 5;
      draft = value;
      return value;
    });
    draft.count = 6;
    expect(settings.value().count).toBe(5);
    expect(initial.count).toBe(0);
    await settings.close();
  });

  it("refuse what the document's parser refuses, and keep the value", async () => {
    const settings = await openCounter(makeTemporaryFolder());
    await expect(settings.update((value) => ({ ...value, count: Number.NaN }))).rejects.toThrow();
    await expect(settings.update(() => Promise.resolve(initial) as unknown as Counter)).rejects.toThrow();
    expect((await settings.update(increment)).count).toBe(1);
    await settings.close();
  });

  it("hold one document against a second writer, and others not", async () => {
    const dir = makeTemporaryFolder();
    const settings = await openCounter(dir);
    await expect(openCounter(dir)).rejects.toMatchObject({ code: "state.in-use" });
    const other = await openSettings({ dir, name: "other", parse: (input) => schema.parse(input), initial });
    await other.close();
    await settings.close();
    await settings.close();
    await (await openCounter(dir)).close();
  });
});

describe("settings, damaged", () => {
  it("fall back by one generation, and say so, for every flipped byte of the newer slot", async () => {
    const dir = await writeCounter(3);
    const slots = ["counter.0", "counter.1"].map((name) => join(dir, name));
    const counts = [2, 3];
    for (const [slot, path] of slots.entries()) {
      const whole = readFileSync(path);
      for (let offset = 0; offset < whole.length; offset += 1) {
        const damaged = Buffer.from(whole);
        damaged[offset]! ^= 1 << (offset % 8);
        const spoiled = await openCounter(dir, {
          ...nodeFileSystem,
          readFile: async (asked) => (asked === path ? damaged : readFile(asked)),
        });
        expect(spoiled.recovery).toBe("fell-back");
        expect(spoiled.value().count, `slot ${slot} byte ${offset}`).toBe(counts[1 - slot]);
        await spoiled.close();
      }
    }
  });

  it("find every other value of a byte, every cut, and any noise", async () => {
    const whole = readFileSync(join(await writeCounter(1), "counter.1"));
    expect(readSlot(whole)).toMatchObject({ kind: "sound", generation: 1, document: { count: 1 } });
    for (let length = 0; length < whole.length; length += 1) {
      expect(readSlot(whole.subarray(0, length)).kind).toBe("bad");
    }
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (offset, difference) => {
        const damaged = Buffer.from(whole);
        damaged[offset]! ^= difference;
        expect(readSlot(damaged).kind).toBe("bad");
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(fc.uint8Array(), (noise) => readSlot(Buffer.from(noise)).kind === "bad"));
  });

  it("go on from the older generation over the damaged slot", async () => {
    const dir = await writeCounter(3);
    writeFileSync(join(dir, "counter.1"), Buffer.alloc(80));
    const settings = await openCounter(dir);
    expect((await settings.update(increment)).count).toBe(3);
    await settings.close();
    const again = await openCounter(dir);
    expect([again.recovery, again.value().count]).toEqual(["clean", 3]);
    await again.close();
  });

  it("say state.corrupt, and never fall back to the initial value, when nothing sound is left", async () => {
    const bothBad = await writeCounter(2);
    for (const name of ["counter.0", "counter.1"]) writeFileSync(join(bothBad, name), "{}\n{}");
    const onlyBad = await writeCounter(1);
    writeFileSync(join(onlyBad, "counter.1"), "");
    const misplaced = await writeCounter(1);
    writeFileSync(join(misplaced, "counter.0"), readFileSync(join(misplaced, "counter.1")));
    unlinkSync(join(misplaced, "counter.1"));
    for (const dir of [bothBad, onlyBad, misplaced]) {
      const before = readdirSync(dir).map((name) => readFileSync(join(dir, name), "latin1"));
      await expect(openCounter(dir)).rejects.toMatchObject({ code: "state.corrupt" });
      expect(readdirSync(dir).map((name) => readFileSync(join(dir, name), "latin1"))).toEqual(before);
    }
  });

  it("say state.corrupt when a sound document is not of this kind", async () => {
    const dir = await writeCounter(1);
    const parse = z.strictObject({ other: z.string() });
    const opened = openSettings({ dir, name: "counter", parse: (input) => parse.parse(input), initial: { other: "" } });
    await expect(opened).rejects.toMatchObject({ code: "state.corrupt", detail: { path: join(dir, "counter") } });
  });
});

describe("settings on a disk that fails", () => {
  it("keep the value when the disk is full, and take nothing more after a failed sync", async () => {
    const disk = createSimulatedDisk();
    const settings = await openCounter(makeTemporaryFolder(), disk.fileSystem);
    await settings.update(increment);
    disk.failCall(2, "ENOSPC");
    await expect(settings.update(increment)).rejects.toMatchObject({ code: "disk.full" });
    expect(settings.value().count).toBe(1);
    expect((await settings.update(increment)).count).toBe(2);
    disk.failCall(3, "EIO");
    for (let round = 0; round < 2; round += 1) {
      await expect(settings.update(increment)).rejects.toMatchObject({ code: "state.poisoned" });
    }
    expect(settings.value().count).toBe(2);
    await settings.close();
  });

  it("never lose an acknowledged update and never need to fall back after a power cut at any call", async () => {
    const dir = makeTemporaryFolder();
    for (let seed = 0; seed < 300; seed += 1) {
      const random = createRandom(`settings-${seed}`);
      const disk = createSimulatedDisk();
      let promised = 0;
      for (let cut = 0; cut < 3; cut += 1) {
        disk.losePowerAfter(random.integer(1, 60));
        promised = await runUntilPowerCut(dir, disk.fileSystem, promised);
        disk.powerCut(random);
      }
      const last = await openCounter(dir, disk.fileSystem);
      expect(last.value().count).toBeGreaterThanOrEqual(promised);
      await last.close();
    }
  });
});

/** Opens, checks that what was promised is there, and counts on. Returns the last count that was promised. */
async function runUntilPowerCut(dir: string, fileSystem: FileSystem, promised: number): Promise<number> {
  const settings = await openCounter(dir, fileSystem).catch(poisonedOnly);
  if (settings === null) return promised;
  expect([promised, promised + 1]).toContain(settings.value().count);
  expect(settings.recovery).not.toBe("fell-back");
  let reached = settings.value().count;
  for (let updates = 0; updates < 12; updates += 1) {
    const updated = await settings.update(increment).catch(poisonedOnly);
    if (updated === null) break;
    reached = updated.count;
  }
  await settings.close();
  return reached;
}

function poisonedOnly(failure: unknown): null {
  if (!isFailure(failure, "state.poisoned")) throw failure;
  return null;
}
