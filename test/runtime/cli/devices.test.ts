import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { matchFindings } from "../../../runtime/compose-discovery/match-findings.ts";
import { probeDevices } from "../../../runtime/compose-discovery/probe-devices.ts";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { hasSocat, openPty, skipWithoutSocat } from "../../drivers/transport/pty.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

const clock = createSystemClock();
const hasScanimage = isInstalled("scanimage");
let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "devices-"));
});
afterAll(() => rm(dir, { recursive: true }));

const probe = (env: Readonly<Record<string, string>>, devices: unknown = {}) =>
  probeDevices({ clock, config: devicesConfigSchema.parse(devices), signal: new AbortController().signal, env });

describe("looking for devices", () => {
  it("says which programs are not there, and goes on without them", async () => {
    const { reports, looked } = await probe({ PATH: join(dir, "nowhere") });
    const missing = reports.filter(({ outcome }) => outcome === "program-missing");
    expect(missing.map(({ needs }) => needs?.package)).toEqual(["sane-utils", "gphoto2", "cups-client"]);
    expect([...looked]).toEqual(expect.arrayContaining(["serial", "usb", "hid", "video", "sbi", "services"]));
  }, 30_000);

  it.skipIf(!hasScanimage)(
    `finds SANE's own scanners${hasScanimage ? "" : " (skipped: scanimage of sane-utils is not installed)"}`,
    async () => {
      await writeFile(join(dir, "dll.conf"), "test\n");
      await writeFile(join(dir, "test.conf"), "number_of_devices 1\n");
      const rows = matchFindings((await probe({ SANE_CONFIG_DIR: dir })).found);
      expect(rows.filter(({ kind }) => kind === "scanners")).toMatchObject([
        { where: "test:0", candidates: [{ role: "documentScanner", fragment: { driver: "sane", scanner: "test:0" } }] },
      ]);
    },
    30_000,
  );
});

describe("bilik devices", () => {
  const stop = new AbortController();
  afterEach(() => stop.abort());

  it("finds an emulated interface, and says what the configuration names that is not there", async () => {
    const authority = join(dir, "authority.crt");
    const emulator = { ...createListeningTerminal(), stop: stop.signal };
    const options = ["--models", "single-finger", "--port", "0", "--authority", authority];
    const running = runCommand(["emulate", "sbi", ...options], emulator);
    for (let tries = 0; tries < 500 && emulator.printed.length < 3; tries += 1) await clock.sleep(20);
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(emulator.printed[0] ?? "")?.[1]);

    const config = join(dir, "booth.json");
    const sbi = { driver: "sbi", authorityPath: authority, portFirst: port, portLast: port };
    const boothIo = { driver: "firmata", path: "/dev/booth/nowhere" };
    await writeFile(config, JSON.stringify({ devices: { fingerprint: sbi, irisCamera: sbi, boothIo } }));
    const terminal = createListeningTerminal();
    expect(await runCommand(["devices", "--json", "--config", config], terminal)).toBe(0);
    const { devices, configured } = JSON.parse(terminal.printed.join(""));
    expect(devices).toContainEqual(
      expect.objectContaining({
        kind: "sbi",
        where: `127.0.0.1:${port} EMU-SBI-SINGLE-FINGER-1`,
        candidates: [
          expect.objectContaining({
            role: "fingerprint",
            fragment: expect.objectContaining({ environment: "Developer" }),
          }),
        ],
      }),
    );
    expect(configured.map(({ role, presence }: { role: string; presence: string }) => `${role} ${presence}`)).toEqual([
      "fingerprint there",
      "irisCamera absent",
      "boothIo absent",
    ]);
    const spoken = createListeningTerminal("id");
    expect(await runCommand(["devices", "--config", config], spoken)).toBe(0);
    expect(spoken.printed).toContain("pada konfigurasi: boothIo (firmata /dev/booth/nowhere): TIDAK ADA");
    stop.abort();
    await running;
  }, 60_000);

  it.skipIf(!hasSocat)(
    `takes a pseudo-terminal that the configuration names for a device${hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`}`,
    async () => {
      const pty = await openPty(() => undefined);
      const config = join(dir, "pty.json");
      await writeFile(config, JSON.stringify({ devices: { fingerprint: { driver: "zfm", path: pty.path } } }));
      const terminal = createListeningTerminal("en");
      expect(await runCommand(["devices", "--lang", "en", "--config", config], terminal)).toBe(0);
      expect(terminal.printed).toContain(`configured: fingerprint (zfm ${pty.path}): there`);
      await pty.close();
    },
    30_000,
  );

  it("refuses names and a configuration that is not one", async () => {
    const terminal = createListeningTerminal();
    expect(await runCommand(["devices", "more"], terminal)).toBe(2);
    expect(await runCommand(["devices", "--config", join(dir, "none.json")], terminal)).toBe(1);
    expect(terminal.remarked).toHaveLength(2);
  });
});

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
