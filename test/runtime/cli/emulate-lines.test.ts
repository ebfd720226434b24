import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createPageCamera } from "../../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../../drivers/signature-pad/page-ink.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { defaultSlapLimits, segmentSlap } from "../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { composeDevices } from "../../../runtime/compose-devices/compose-devices.ts";
import type { BoothDevices } from "../../../runtime/compose-effects.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { hasSocat, skipWithoutSocat } from "../../drivers/transport/pty.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

const clock = createSystemClock();
const slaps: Pipelines["segmentSlap"] = async (image, wish) => segmentSlap(image, wish, defaultSlapLimits);
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;
const request = { timeoutMs: 15_000, signal: new AbortController().signal };
const receipt = { title: "BUKTI", lines: ["Nomor 0012"], qr: "bilik:0012" };

/** Starts an emulator, and the drivers of the configuration that it prints. */
async function emulate(name: string, ...options: readonly string[]) {
  const stop = new AbortController();
  const terminal = { ...createListeningTerminal("en"), stop: stop.signal };
  const running = runCommand(["emulate", name, "--lang", "en", ...options], terminal);
  await waitUntil("it is ready", () => terminal.printed.length >= 2 || terminal.remarked.length > 0);
  expect(terminal.remarked).toEqual([]);
  const devices = devicesConfigSchema.parse(JSON.parse(`{${terminal.printed[1]}}`)["devices"]);
  const parts = {
    clock,
    logger: createSilentLogger(),
    decodeJp2,
    slapScanner: null,
    segmentSlap: slaps,
    page: { camera: createPageCamera(), ink: createPageInk() },
  };
  return {
    terminal,
    // Simulators are not asked for anything here: the configuration names another driver.
    devices: composeDevices(devices, {} as BoothDevices, parts),
    end: async () => {
      stop.abort(new BoothError("command.stopped", { signal: "SIGINT" }));
      expect(await running).toBe(0);
    },
  };
}

describe.skipIf(!hasSocat)(`an emulator on a pseudo-terminal${why}`, () => {
  it("zfm gives a finger that differs a little each time, at the module's size", async () => {
    const link = join(await makeTemporaryFolder("line"), "deep/zfm");
    const { devices, end } = await emulate("zfm", "--link", link, "--fast");
    await devices.fingerprint.open();
    expect(devices.fingerprint.provenance()).toMatchObject({ serial: "EMU-ZFM", isSimulated: true });
    const prints: Uint8Array[] = [];
    for await (const { image } of devices.fingerprint.frames({ target: 2, ...request })) {
      expect(image.resolutionPpi).toBe(500);
      prints.push(image.pixels);
      if (prints.length === 2) break;
    }
    expect(new Set(prints[0]).size).toBeGreaterThan(8);
    expect(Buffer.compare(prints[0]!, prints[1]!)).not.toBe(0);
    await devices.fingerprint.close();
    await end();
    expect(existsSync(link)).toBe(false);
  }, 30_000);

  it("topaz signs, within the window of its model", async () => {
    const link = join(await makeTemporaryFolder("line"), "topaz");
    const { terminal, devices, end } = await emulate(
      "topaz",
      "--link",
      link,
      "--every",
      "3000",
      "--model",
      "siggem-1x5",
    );
    await devices.signaturePad.open();
    expect(devices.signaturePad.provenance().serial).toBe("EMU-TOPAZ");
    for await (const sample of devices.signaturePad.frames({ target: "signature", ...request })) {
      expect(sample.kind).toBe("ink");
      if (sample.kind === "ink") expect(sample.points.filter(({ down }) => down).length).toBeGreaterThan(100);
      break;
    }
    expect(terminal.printed).toContain("  signature 1");
    await devices.signaturePad.close();
    await end();
  }, 30_000);

  it("firmata shows what its pins do, and somebody who comes", async () => {
    const link = join(await makeTemporaryFolder("line"), "firmata");
    const { terminal, devices, end } = await emulate("firmata", "--link", link, "--presence", "2500");
    const { boothIo } = devices;
    await boothIo.open();
    expect(boothIo.provenance().serial).toBe("EMU-FIRMATA");
    await boothIo.setBackdrop("blue", request);
    await waitUntil("the servo has turned", () => terminal.printed.some((line) => /^ {2}pin 10: \d+$/.test(line)));
    await waitUntil("somebody comes", () => terminal.printed.includes("  pin 2: 1"));
    await boothIo.close();
    await end();
  }, 30_000);

  it("escpos shows each receipt", async () => {
    const link = join(await makeTemporaryFolder("line"), "escpos");
    const { terminal, devices, end } = await emulate("escpos", "--link", link);
    await devices.receiptPrinter?.open();
    await devices.receiptPrinter?.printReceipt({ receipt, ...request });
    await waitUntil("it is cut", () => terminal.printed.includes("  '---"));
    expect(terminal.printed.slice(2)).toEqual(["  | BUKTI", "  | Nomor 0012", "  | [QR bilik:0012]", "  '---"]);
    await devices.receiptPrinter?.close();
    await end();
  }, 30_000);

  it("takes the place of one that was killed, and of nothing else", async () => {
    const dir = await makeTemporaryFolder("line");
    symlinkSync("/dev/pts/nobody", join(dir, "stale"));
    await (await emulate("escpos", "--link", join(dir, "stale"))).end();
    writeFileSync(join(dir, "file"), "precious");
    const terminal = createListeningTerminal();
    expect(await runCommand(["emulate", "escpos", "--link", join(dir, "file")], terminal)).toBe(2);
    expect(existsSync(join(dir, "file"))).toBe(true);
  }, 30_000);
});

describe("an emulator on a port", () => {
  it("escpos prints over TCP, marked as emulated, and tells of its paper", async () => {
    const { devices, end } = await emulate("escpos", "--tcp", "0", "--paper", "low");
    await devices.receiptPrinter?.open();
    expect(devices.receiptPrinter?.provenance().serial).toBe("EMU-ESCPOS");
    await devices.receiptPrinter?.printReceipt({ receipt, ...request });
    await devices.receiptPrinter?.close();
    await end();
    const empty = await emulate("escpos", "--tcp", "0", "--paper", "out");
    await expect(empty.devices.receiptPrinter?.open()).rejects.toMatchObject({ code: "driver.malformed" });
    await empty.devices.receiptPrinter?.close();
    await empty.end();
  }, 30_000);
});

describe("an emulator's command line", () => {
  it.each([
    [["zfm", "--finger", "11"], /--finger/],
    [["topaz", "--model", "paper"], /--model/],
    [["topaz", "--every", "100"], /--every/],
    [["firmata", "--home", "far"], /--home/],
    [["escpos", "--paper", "wet"], /--paper/],
    [["escpos", "--tcp", "70000"], /--tcp/],
    [["zfm", "--link", "/tmp/a b"], /path/],
    [["zfm", "--link", "/tmp/a,exec:id"], /path/],
    [["firmata", "more"], /more/],
  ] as const)("refuses %j in one line", async (words, line) => {
    const terminal = createListeningTerminal();
    expect(await runCommand(["emulate", ...words, "--lang", "en"], terminal)).toBe(2);
    expect(terminal.remarked).toHaveLength(1);
    expect(terminal.remarked[0]).toMatch(line);
  });

  it.each(["escpos", "firmata", "topaz", "zfm"])("explains %s in both languages", async (name) => {
    for (const [language, word] of [
      ["id", "bawaan"],
      ["en", "default"],
    ] as const) {
      const terminal = createListeningTerminal();
      expect(await runCommand(["emulate", name, "--help", "--lang", language], terminal)).toBe(0);
      expect(terminal.printed.join("\n")).toContain(word);
    }
  });
});
