import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { createKiosk } from "../../../../runtime/kiosk/kiosk.ts";
import { openStageKeeper } from "../../../../runtime/kiosk/session/keep-stage.ts";
import type { Intent } from "../../../../runtime/kiosk/wire/page-message.ts";
import { makeTemporaryFolder } from "../../../booth/temporary-folder.ts";
import { wayIn } from "../kiosk-rig.ts";
import { knownNik, makeKioskParts, office, pin, unknownNik } from "../make-kiosk-parts.ts";

/** A runtime that can be killed at any moment, and started again on what it left. */
async function startOn(path: string, nowAt = "2026-01-05T01:00:00.000Z") {
  const stages = await openStageKeeper({ path, office, clock: { nowAt: () => nowAt }, logger: createSilentLogger() });
  const kiosk = createKiosk(await makeKioskParts({ stages }));
  let taps = 0;
  const tap = (intent: Intent) => {
    taps += 1;
    return kiosk.take(`tap-${taps}-${taps}`, kiosk.view().position, intent);
  };
  return { kiosk, tap, isKept: stages.close };
}

const pathIn = async () => join(await makeTemporaryFolder("stage"), "kiosk-stage.json");

describe("somebody who is on the way to a visit", () => {
  it("is at the same screen again, in the same language and comfort, whenever the runtime is killed", async () => {
    const path = await pathIn();
    let { kiosk, tap, isKept } = await startOn(path);
    const comfort = { isInReach: true, isHighContrast: false, hasMoreTime: true, volumePercent: 50 };
    await tap({ kind: "start" });
    await tap({ kind: "set-comfort", comfort });
    for (const intent of [{ kind: "choose-language", language: "jv" } as const, ...wayIn().slice(2, 4)]) {
      const before = kiosk.view();
      await isKept();
      ({ kiosk, tap, isKept } = await startOn(path));
      expect(kiosk.view()).toMatchObject({
        screen: before.screen,
        language: before.language,
        comfort,
        canGoBack: before.canGoBack,
      });
      expect(await tap(intent)).toEqual({ kind: "done" });
    }
    await isKept();
    ({ kiosk, tap, isKept } = await startOn(path));
    expect(kiosk.view().screen.kind).toBe("identify");
    await tap({ kind: "identify", nik: knownNik });
    expect(kiosk.view().screen.kind).toBe("papers");
  });

  it("leaves nothing of themselves on the disk, neither their number nor what is typed for them", async () => {
    const path = await pathIn();
    const { kiosk, tap, isKept } = await startOn(path);
    for (const intent of wayIn("ktp-el", unknownNik)) await tap(intent);
    await tap({ kind: "log-in", id: "operator-satu", pin });
    kiosk.keepTyped({ field: "namaLengkap", value: "BUDI CONTOH" });
    await isKept();
    expect(kiosk.view().screen).toEqual({ kind: "wait", reason: "data-entry" });
    const text = await readFile(path, "utf8");
    expect(text).toContain('"stage":"identify"');
    expect(text).not.toMatch(/\d{16}|BUDI|operator/);
    expect(await readdir(join(path, ".."))).toEqual(["kiosk-stage.json"]);
    expect((await startOn(path)).kiosk.view().screen).toMatchObject({ kind: "identify", problem: null });
  });

  it("is not kept once a visit has begun, nor when they have gone", async () => {
    for (const intents of [wayIn(), [...wayIn().slice(0, 3), { kind: "leave" } as const]]) {
      const path = await pathIn();
      const { tap, isKept } = await startOn(path);
      for (const intent of intents) await tap(intent);
      await isKept();
      expect((await startOn(path)).kiosk.view().screen.kind).toBe("attract");
    }
  });

  it("is expected back for three minutes, and by a clock that has not gone back", async () => {
    const path = await pathIn();
    const { tap, isKept } = await startOn(path);
    await tap({ kind: "start" });
    await isKept();
    const screenAt = async (nowAt: string) => (await startOn(path, nowAt)).kiosk.view().screen.kind;
    expect(await screenAt("2026-01-05T01:03:00.000Z")).toBe("language");
    expect(await screenAt("2026-01-05T01:03:00.001Z")).toBe("attract");
    expect(await screenAt("2026-01-05T00:59:59.999Z")).toBe("attract");
  });

  it("reads the notice again where it is another one by then", async () => {
    const path = await pathIn();
    const { tap, isKept } = await startOn(path);
    for (const intent of wayIn().slice(0, 4)) await tap(intent);
    await isKept();
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/"noticeHash":"[0-9a-f]+"/, '"noticeHash":"00"'));
    expect((await startOn(path)).kiosk.view().screen.kind).toBe("notice");
  });

  it.each(["", "{", "null", '{"session":null}', '{"savedAt":1}'])(
    "begins anew where the file is none: '%s'",
    async (text) => {
      const path = await pathIn();
      await writeFile(path, text);
      expect((await startOn(path)).kiosk.view().screen.kind).toBe("attract");
    },
  );
});

describe("a call for an officer that nobody has answered", () => {
  it("stands after a restart as before, at the welcome and in a visit, for as long as it has waited", async () => {
    for (const way of [[], wayIn()]) {
      const path = await pathIn();
      const { tap, isKept } = await startOn(path);
      for (const intent of way) await tap(intent);
      expect(await tap({ kind: "call-help" })).toEqual({ kind: "done" });
      await isKept();
      const { kiosk } = await startOn(path, "2026-01-05T01:00:40.000Z");
      expect(kiosk.view().help).toMatchObject({ by: "page", waitedMs: 40_000, canAnswer: false });
    }
  });

  it("is over for good once an officer has come, and half an hour later in any case", async () => {
    const path = await pathIn();
    const { tap, isKept } = await startOn(path);
    await tap({ kind: "call-help" });
    await isKept();
    const helpAt = async (nowAt: string) => (await startOn(path, nowAt)).kiosk.view().help;
    expect(await helpAt("2026-01-05T01:30:00.000Z")).not.toBeNull();
    expect(await helpAt("2026-01-05T01:30:00.001Z")).toBeNull();
    expect(await helpAt("2026-01-05T00:59:59.999Z")).toBeNull();
    const again = await startOn(path);
    await again.tap({ kind: "log-in", id: "operator-satu", pin });
    expect(await again.tap({ kind: "answer-help" })).toEqual({ kind: "done" });
    await again.isKept();
    expect(await helpAt("2026-01-05T01:00:00.000Z")).toBeNull();
  });
});
