import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSaneScanner, type SaneOptions } from "../../../drivers/document-scanner/document-scanner-sane.ts";
import { readSaneStatus } from "../../../drivers/document-scanner/sane-status.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { absentAtFirst, fromSecondOpening } from "../bench-steps.ts";
import type { FakePrograms } from "../fake-programs.ts";
import { type Fault, take } from "../frame-source-contract.ts";
import { installScanner } from "../office-stand-ins.ts";
import { testDocumentScannerContract } from "./document-scanner-contract.ts";

const clock = createSystemClock();
const request = { target: "kk", timeoutMs: 20_000, signal: new AbortController().signal };
const hasScanimage = isInstalled();
const why = hasScanimage ? "" : " (skipped: scanimage of sane-utils is not installed)";
let configDir = "";

const createScanner = (change: Partial<SaneOptions> = {}) =>
  createSaneScanner({
    clock,
    scanner: "test:0",
    resolutionPpi: 75,
    widthMm: 86,
    heightMm: 54,
    feeder: null,
    scanTimeoutMs: 15_000,
    slowFactor: 1,
    configDir,
    ...change,
  });

describe.skipIf(!hasScanimage)(`a scanner by SANE's test backend${why}`, () => {
  beforeAll(() => {
    configDir = mkdtempSync(join(tmpdir(), "bilik-sane-"));
    writeFileSync(join(configDir, "dll.conf"), "test\n");
    writeFileSync(join(configDir, "test.conf"), "number_of_devices 2\n");
  });
  afterAll(() => rmSync(configDir, { recursive: true, force: true }));

  testDocumentScannerContract({
    target: "kk",
    flow: "pages",
    isSimulated: true,
    working: () => ({ device: createScanner(), settle: (work) => work }),
    plugged: null,
    lateComer: null,
    mute: null,
    absent: null,
    faulty: null,
  });

  it("gives the page at the size and resolution that were asked for, and tells how far it is", async () => {
    const seen: number[] = [];
    const device = createScanner({
      onProgress: (percent) => seen.push(percent),
      extraArgs: ["--test-picture", "Color pattern"],
    });
    await device.open();
    const [page, ...more] = await take(device, request, 5);
    expect(more).toEqual([]);
    expect(page?.image).toMatchObject({ widthPx: 253, heightPx: 159, resolutionPpi: 75 });
    expect(seen.at(-1)).toBeGreaterThan(50);
    expect(new Set(page?.image.pixels).size).toBeGreaterThan(1);
    await device.close();
  });

  it("takes sheets from a feeder until it is empty", async () => {
    const device = createScanner({ feeder: "Automatic Document Feeder", widthMm: 20, heightMm: 20 });
    await device.open();
    expect(await take(device, request, 50)).toHaveLength(10);
    await device.close();
  });

  it.each([
    ["SANE_STATUS_DEVICE_BUSY", "driver.busy"],
    ["SANE_STATUS_JAMMED", "driver.malformed"],
    ["SANE_STATUS_COVER_OPEN", "driver.malformed"],
    ["SANE_STATUS_IO_ERROR", "driver.disconnected"],
  ])("on %s reports %s, and scans afterwards", async (status, code) => {
    const device = createScanner({ extraArgs: [`--read-return-value=${status}`] });
    await device.open();
    await expect(take(device, request, 1)).rejects.toMatchObject({ code });
    const whole = createScanner();
    await whole.open();
    expect(await take(whole, request, 1)).toHaveLength(1);
    await Promise.all([device.close(), whole.close()]);
  });

  it("is killed when it hangs, and leaves no page behind", async () => {
    const folders = () => readdirSync(tmpdir()).filter((entry) => entry.startsWith("bilik-scan-")).length;
    const before = folders();
    const slow = ["--read-delay=yes", "--read-delay-duration=200000"];
    const device = createScanner({ extraArgs: slow, scanTimeoutMs: 600, resolutionPpi: 300 });
    await device.open();
    await expect(take(device, request, 1)).rejects.toMatchObject({ code: "driver.timeout" });
    expect(folders()).toBe(before);
    await device.close();
  });

  it("is not there under a name that SANE does not know", async () => {
    await expect(createScanner({ scanner: "test:9" }).open()).rejects.toMatchObject({ code: "driver.disconnected" });
  });
});

const modes: Readonly<Record<Fault, string>> = {
  ...{ stall: "stall", garbage: "garbage", truncated: "torn-300", "wrong-geometry": "other", held: "busy" },
  unplug: "absent",
};

describe("a scanner by a stand-in for scanimage", () => {
  let programs: FakePrograms;
  beforeAll(async () => {
    ({ programs } = await installScanner());
  });
  afterAll(() => programs.remove());
  afterEach(() => programs.setMode("works"));
  const here = (slowFactor = 1) => createScanner({ widthMm: 40, heightMm: 27, slowFactor });
  const settle = <T>(work: Promise<T>) => work;
  const cable = { pull: () => programs.setMode("absent"), insert: () => programs.setMode("works") };

  testDocumentScannerContract({
    target: "kk",
    flow: "pages",
    isSimulated: true,
    working: () => ({ device: here(), settle }),
    // Whoever asks after a scanner claims it, and may wake its lamp: that it has gone shows in the next scan.
    plugged: null,
    lateComer: () => ({ device: absentAtFirst(here(), cable), settle }),
    mute: () => {
      programs.setMode("mute");
      return { device: fromSecondOpening(here(0.05), cable.insert), settle };
    },
    absent: null,
    faulty: (fault) => {
      const device = here();
      let looks = 0;
      const frames: typeof device.frames = (request) => {
        looks += 1;
        programs.setMode(looks === 1 ? modes[fault] : "works");
        return device.frames(request);
      };
      return { device: { ...fromSecondOpening(device, cable.insert), frames }, settle };
    },
  });
});

describe("a scanner's exit codes", () => {
  it("leave it to the words why a scanner could not be opened", () => {
    const say = (reason: string) => `scanimage: open of device epson2:libusb:001:004 failed: ${reason}\n`;
    expect(readSaneStatus(1, say("Invalid argument"))).toBe("gone");
    expect(readSaneStatus(1, say("Device busy"))).toBe("busy");
    expect(readSaneStatus(1, "scanimage: rounded value of br-x\n")).toBe("refused");
  });

  it("each mean something to whoever stands before it", () => {
    const codes = Array.from({ length: 13 }, (_, code) => readSaneStatus(code));
    expect(codes.slice(0, 1)).toEqual([null]);
    expect([codes[3], codes[6], codes[7], codes[8], codes[9]]).toEqual([
      "busy",
      "jammed",
      "no-documents",
      "cover-open",
      "gone",
    ]);
    for (const code of [1, 2, 4, 5, 10, 11, 12, -1, 137]) expect(readSaneStatus(code)).toBe("refused");
  });
});

function isInstalled(): boolean {
  try {
    execFileSync("which", ["scanimage"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
