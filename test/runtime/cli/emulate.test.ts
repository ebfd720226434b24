import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFingerprintSimulator } from "../../../drivers/fingerprint/fingerprint-simulator.ts";
import { createIrisCameraSimulator } from "../../../drivers/iris-camera/iris-camera-simulator.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { composeFingerprint } from "../../../runtime/compose-devices/compose-fingerprint.ts";
import { composeIrisCamera } from "../../../runtime/compose-devices/compose-iris-camera.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "emulate-"));
});
afterAll(() => rm(dir, { recursive: true }));

const clock = createSystemClock();
/** Not asked for anything: the configuration names other drivers. */
const nobody = {
  fingerprint: createFingerprintSimulator({ clock, makeFrame: () => null }),
  irisCamera: createIrisCameraSimulator({ clock, makeFrame: () => null }),
};

async function waitForLine(lines: readonly string[], pattern: RegExp): Promise<RegExpExecArray> {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no line like ${pattern} among ${lines.join(" / ")}`);
}

describe("bilik emulate sbi", () => {
  it("serves devices that a booth configured for them captures with, until it is stopped", async () => {
    const authority = join(dir, "deep", "authority.crt");
    const stop = new AbortController();
    const terminal = { ...createListeningTerminal(), stop: stop.signal };
    const options = ["--models", "single-finger,iris", "--delay", "10", "--score", "61", "--port", "0"];
    const running = runCommand(["emulate", "sbi", "--lang", "en", ...options, "--authority", authority], terminal);
    const [, port] = await waitForLine(terminal.printed, /^Emulated SBI ready: http:\/\/127\.0\.0\.1:(\d+)\/$/);
    await waitForLine(terminal.printed, /^Authority: /);
    expect(await readFile(authority, "utf8")).toMatch(/^-----BEGIN CERTIFICATE-----/);

    const sbi = { driver: "sbi", environment: "Developer", authorityPath: authority };
    const here = { ...sbi, portFirst: Number(port), portLast: Number(port) };
    const config = devicesConfigSchema.parse({ fingerprint: here, irisCamera: { ...here, viewMs: 0 } });
    const parts = { clock, logger: createSilentLogger(), slowFactor: 1, decodeJp2 };
    const finger = composeFingerprint(config.fingerprint, nobody.fingerprint, parts);
    const iris = composeIrisCamera(config.irisCamera, nobody.irisCamera, parts);
    const look = { timeoutMs: 10_000, signal: new AbortController().signal };
    await Promise.all([finger.open(), iris.open()]);
    expect(finger.provenance().serial).toBe("EMU-SBI-SINGLE-FINGER-1");
    for await (const { image, deviceScore } of finger.frames({ target: 2, ...look })) {
      expect(image).toMatchObject({ widthPx: 400, heightPx: 500, resolutionPpi: 500 });
      expect(deviceScore).toBe(61);
      break;
    }
    for await (const { image } of iris.frames({ target: "right", ...look })) {
      expect(image).toMatchObject({ widthPx: 640, heightPx: 480 });
      break;
    }
    stop.abort(new BoothError("command.stopped", { signal: "SIGINT" }));
    expect(await running).toBe(0);
    await expect(
      finger.open().then(() =>
        finger
          .frames({ target: 2, ...look })
          [Symbol.asyncIterator]()
          .next(),
      ),
    ).rejects.toMatchObject({
      code: "driver.disconnected",
    });
    await Promise.all([finger.close(), iris.close()]);
  });

  it.each([
    [["emulate"], /emulate/],
    [["emulate", "toaster"], /toaster/],
    [["emulate", "sbi", "--models", "palm"], /palm/],
    [["emulate", "sbi", "--port", "70000"], /--port/],
    [["emulate", "sbi", "--score", "101"], /--score/],
    [["emulate", "sbi", "more"], /more/],
  ])("refuses %j in one line", async (words, line) => {
    const terminal = createListeningTerminal();
    expect(await runCommand([...words, "--lang", "en"], terminal)).toBe(2);
    expect(terminal.remarked).toHaveLength(1);
    expect(terminal.remarked[0]).toMatch(line);
  });

  it("explains itself, and the emulator that is named", async () => {
    for (const [words, pattern] of [
      [["emulate", "--help"], /^emulate: /],
      [["emulate", "sbi", "--help"], /^emulate sbi: /],
    ] as const) {
      const terminal = createListeningTerminal();
      expect(await runCommand([...words], terminal)).toBe(0);
      expect(terminal.printed[0]).toMatch(pattern);
    }
  });
});
