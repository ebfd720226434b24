import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiptPrinterSimulator } from "../../../../drivers/printer/receipt-printer-simulator.ts";
import { createFirstKeys, demonstrationName, keyPaths } from "../../../../provisioning/keys/create-first-keys.ts";
import { checkBroker } from "../../../../runtime/health/self-test/check-broker.ts";
import { checkClock } from "../../../../runtime/health/self-test/check-clock.ts";
import { checkDevices } from "../../../../runtime/health/self-test/check-devices.ts";
import { checkKeys } from "../../../../runtime/health/self-test/check-keys.ts";
import { checkModels } from "../../../../runtime/health/self-test/check-models.ts";
import { checkOperators } from "../../../../runtime/health/self-test/check-operators.ts";
import { checkPrograms } from "../../../../runtime/health/self-test/check-programs.ts";
import { type CheckResult, checkIds } from "../../../../runtime/health/self-test/check-result.ts";
import { checkJournal, checkState } from "../../../../runtime/health/self-test/check-state.ts";
import { type Check, runSelfTest } from "../../../../runtime/health/self-test/run-self-test.ts";
import { openJournal } from "../../../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../../../runtime/kernel/logger.ts";
import { makeTemporaryFolder } from "../../../booth/temporary-folder.ts";
import { startAedes } from "../../../broker/start-aedes.ts";
import { mosquittoMissing, startMosquitto } from "../../../broker/start-mosquitto.ts";
import { createManualClock } from "../../../manual-clock.ts";

const clock = createSystemClock();
const codes = (results: readonly CheckResult[]) => results.map(({ verdict, code }) => `${verdict} ${code}`);
const nowAt = "2026-11-25T10:00:00.000Z";

describe("the state folder", () => {
  it("is good, or will be made, where there is room; nothing is written", async () => {
    const dir = await makeTemporaryFolder("check");
    expect(codes(await checkState(dir, 0))).toEqual(["ok state-good"]);
    expect(codes(await checkState(join(dir, "deep/er"), 0))).toEqual(["ok state-to-be-made"]);
    expect(codes(await checkState(dir, Number.MAX_SAFE_INTEGER))).toEqual(["fail state-space-low"]);
    expect(await readdir(dir)).toEqual([]);
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot)(
    `that may not be written is a failure${isRoot ? " (skipped: root may write anywhere)" : ""}`,
    async () => {
      const dir = await makeTemporaryFolder("check");
      await chmod(dir, 0o500);
      expect(codes(await checkState(dir, 0))).toEqual(["fail state-not-writable"]);
    },
  );
});

describe("the journal", () => {
  async function makeJournal(): Promise<string> {
    const dir = join(await makeTemporaryFolder("check"), "journal");
    const journal = await openJournal({ dir, clock, logger: createSilentLogger() });
    await journal.append("test", { n: 1 });
    await journal.append("test", { n: 2 });
    await journal.close();
    return dir;
  }
  const check = (dir: string, usedBytes = 0) =>
    checkJournal({ dir, usedBytes: async () => usedBytes, limitBytes: 1_000 });

  it("is sound, and tells its last entry's time", async () => {
    const { results, lastAt } = await check(await makeJournal());
    expect(results).toMatchObject([{ code: "journal-good", detail: { entries: 2 } }]);
    expect(Date.parse(lastAt ?? "")).toBeGreaterThan(Date.parse("2026-01-01"));
  });

  it("that was never begun is empty, and one that is nearly full is said so", async () => {
    expect(codes((await check("/nowhere/journal")).results)).toEqual(["ok journal-empty"]);
    expect(codes((await check(await makeJournal(), 901)).results)).toEqual([
      "ok journal-good",
      "warn journal-nearly-full",
    ]);
  });

  it("with a torn end is a warning, with a flipped bit a failure", async () => {
    const dir = await makeJournal();
    const [segment = ""] = await readdir(dir);
    const path = join(dir, segment);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 5));
    expect(codes((await check(dir)).results)).toEqual(["ok journal-good", "warn journal-torn"]);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(codes((await check(dir)).results)).toEqual(["fail journal-damaged"]);
  });
});

describe("the clock", () => {
  const at = (lastAt: string | null, isSynchronised: boolean | null = null, now = nowAt) =>
    codes(checkClock({ nowAt: now, lastAt, isSynchronised }));

  it("is plausible when it runs not behind the journal by more than five minutes", () => {
    expect(at(null)).toEqual(["ok clock-good"]);
    expect(at("2026-11-25T10:05:00.000Z", true)).toEqual(["ok clock-good"]);
    expect(at("2026-11-25T10:05:00.001Z")).toEqual(["fail clock-behind"]);
  });

  it("is impossible before this software, and a warning where nobody keeps it", () => {
    expect(at(null, null, "1970-01-01T00:01:00.000Z")).toEqual(["fail clock-impossible"]);
    expect(at(null, false)).toEqual(["warn clock-unsynchronised"]);
  });
});

describe("keys", () => {
  async function makeKeys() {
    const dir = join(await makeTemporaryFolder("check"), "keys");
    await createFirstKeys(dir, { boothId: "bilik-01", createdAt: nowAt });
    const { booth, dataCentres } = keyPaths(dir);
    const keys = [booth, ...dataCentres.map(({ certificate }) => ({ certificate, key: null }))];
    return { dir, keys, booth, dataCentres, demonstration: demonstrationName, nowAt };
  }

  it("of a first run fit and hold, and are said to be no more than that", async () => {
    expect(codes(await checkKeys(await makeKeys()))).toEqual(["ok keys-good", "warn keys-of-demonstration"]);
    const absent = { dir: "/nowhere/keys", keys: [], demonstration: "", nowAt };
    expect(codes(await checkKeys(absent))).toEqual(["warn keys-to-be-made"]);
  });

  it.each([
    ["2026-11-23T10:00:00.000Z", ["fail certificate-not-begun"]],
    ["2036-11-25T10:00:00.000Z", ["fail certificate-ended"]],
    ["2036-11-01T10:00:00.000Z", ["warn certificate-ends-soon"]],
  ])("on %s: %j", async (now, expected) => {
    const { booth, ...check } = await makeKeys();
    const found = codes(await checkKeys({ ...check, keys: [booth], demonstration: "others", nowAt: now }));
    expect(found.filter((code) => !code.startsWith("ok"))).toEqual(expected);
  });

  it("that others may read, do not belong together, or are damaged, are failures", async () => {
    const open = await makeKeys();
    await chmod(open.booth.key, 0o640);
    expect(codes(await checkKeys(open))).toContain("fail key-readable-by-others");
    const mixed = await makeKeys();
    await copyFile(mixed.dataCentres[0].key, mixed.booth.key);
    expect(await checkKeys(mixed)).toContainEqual(
      expect.objectContaining({ code: "key-unusable", detail: expect.objectContaining({ path: mixed.booth.key }) }),
    );
    const damaged = await makeKeys();
    await writeFile(damaged.booth.certificate, "words");
    expect(codes(await checkKeys(damaged))).toContain("fail key-unusable");
  });
});

describe("models", () => {
  it("that are not there are named, each", async () => {
    const found = await checkModels(await makeTemporaryFolder("check"));
    expect(new Set(codes(found))).toEqual(new Set(["fail model-wrong"]));
    expect(found.length).toBeGreaterThan(1);
  });
});

describe("the broker", () => {
  const stop: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of stop.splice(0)) await end();
  });
  const check = (url: string) =>
    checkBroker({ url, protocolVersion: 4, username: "bilik-01", tls: null, signal: AbortSignal.timeout(10_000) });

  it("answers, or is said not to", async () => {
    const broker = await startAedes();
    stop.push(broker.stop);
    expect(codes(await check(broker.url))).toEqual(["ok broker-good"]);
    await broker.kill();
    expect(await check(broker.url)).toMatchObject([
      { verdict: "fail", detail: { problem: expect.stringMatching(/./) } },
    ]);
  });

  it.skipIf(mosquittoMissing !== null)(
    `may be mosquitto, also one that takes no anonymous client${mosquittoMissing === null ? "" : ` (skipped: ${mosquittoMissing})`}`,
    async () => {
      const open = await startMosquitto();
      stop.push(open.stop);
      expect(codes(await check(open.url))).toEqual(["ok broker-good"]);
      const closed = await startMosquitto(["allow_anonymous false"]);
      stop.push(closed.stop);
      expect(codes(await check(closed.url))).toEqual(["fail broker-unreachable"]);
    },
  );
});

describe("devices", () => {
  const signal = new AbortController().signal;

  it("are opened, asked and closed; a running booth's are left alone", async () => {
    const good = createReceiptPrinterSimulator(clock);
    const empty = createReceiptPrinterSimulator(clock, () => "out");
    const devices = { good, empty, none: "simulated", webcam: "page" } as const;
    const check = { devices, isInUse: false, timeoutMs: 5_000, clock, signal };
    expect(await checkDevices(check)).toMatchObject([
      { verdict: "warn", code: "device-emulated", detail: { role: "good", serial: "EMU-ESCPOS" } },
      { verdict: "fail", code: "device-failed", detail: { role: "empty", problem: "driver.malformed: out of paper" } },
      { verdict: "warn", code: "device-simulated", detail: { role: "none" } },
      { verdict: "ok", code: "device-of-page", detail: { role: "webcam" } },
    ]);
    expect(good.health().state).toBe("closed");
    expect(codes(await checkDevices({ ...check, isInUse: true }))).toEqual([
      "warn device-in-use",
      "warn device-in-use",
      "warn device-simulated",
      "ok device-of-page",
    ]);
    expect(good.printed().cuts).toBe(0);
  });

  it("that never answer cost no more than their time", async () => {
    const manual = createManualClock();
    const mute = createReceiptPrinterSimulator(manual, () => "silent");
    const found = checkDevices({ devices: { mute }, isInUse: false, timeoutMs: 500, clock: manual, signal });
    expect(codes(await manual.runUntil(found))).toEqual(["fail device-failed"]);
  });
});

describe("programs", () => {
  it("are asked for once each; a missing one fails only where a driver cannot do without", async () => {
    const use = (program: string, role: string, isRequired = true) => ({
      program,
      package: `p-${program}`,
      isRequired,
      role,
    });
    const uses = [
      use("ffmpeg", "faceCamera"),
      use("ffmpeg", "irisCamera"),
      use("v4l2-ctl", "faceCamera", false),
      use("lp", "printer"),
    ];
    const found = await checkPrograms(uses, async (program) => program === "lp");
    expect(found.map(({ verdict, detail }) => [verdict, detail])).toEqual([
      ["fail", { program: "ffmpeg", package: "p-ffmpeg", roles: "faceCamera, irisCamera" }],
      ["warn", { program: "v4l2-ctl", package: "p-v4l2-ctl", roles: "faceCamera" }],
      ["ok", { program: "lp" }],
    ]);
  });
});

describe("officers", () => {
  it("are a warning while there is none, and a failure in the field", async () => {
    const dir = await makeTemporaryFolder("check");
    expect(codes(await checkOperators(dir, false))).toEqual(["warn operators-none"]);
    expect(codes(await checkOperators(dir, true))).toEqual(["fail operators-none"]);
    await mkdir(join(dir, "operators.0"));
    expect(codes(await checkOperators(dir, true))).toEqual(["fail operators-unreadable"]);
  });
});

describe("the self-test", () => {
  it("goes on when a check breaks, and its verdict is the worst", async () => {
    const good: Check = async () => [{ check: "clock", verdict: "ok", code: "clock-good", detail: { now: nowAt } }];
    const checks = Object.fromEntries(checkIds.map((id) => [id, good])) as Parameters<typeof runSelfTest>[0];
    expect((await runSelfTest(checks)).verdict).toBe("ok");
    const broken: Check = async () => {
      throw new Error("unheard of");
    };
    const { verdict, results } = await runSelfTest({ ...checks, models: broken });
    expect(verdict).toBe("fail");
    expect(results).toHaveLength(checkIds.length);
    expect(results[2]).toMatchObject({ check: "models", code: "check-broken", detail: { problem: "unheard of" } });
  });
});
