import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEscposEmulator } from "../../../drivers/printer/escpos-emulator.ts";
import { createFirstKeys } from "../../../provisioning/keys/create-first-keys.ts";
import { runCommand } from "../../../runtime/cli/run-command.ts";
import { openJournal } from "../../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { startAedes } from "../../broker/start-aedes.ts";
import { hasSocat, openPty, skipWithoutSocat } from "../../drivers/transport/pty.ts";
import { createListeningTerminal } from "./listening-terminal.ts";

const clock = createSystemClock();
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;

async function makeState(config: object) {
  const dir = await makeTemporaryFolder("check");
  const stateDir = join(dir, "state");
  await createFirstKeys(join(stateDir, "keys"));
  const open = () => openJournal({ dir: join(stateDir, "booth/journal"), clock, logger: createSilentLogger() });
  const journal = await open();
  await journal.append("test", {});
  await journal.close();
  const path = join(dir, "booth.json");
  await writeFile(path, JSON.stringify({ stateDir, ...config }));
  return { stateDir, path, open };
}

async function check(path: string) {
  const terminal = createListeningTerminal();
  const exitCode = await runCommand(["check", "--json", "--config", path], terminal);
  const { verdict, results } = JSON.parse(terminal.printed.join(""));
  const find = (code: string) => results.filter((result: { readonly code: string }) => result.code === code);
  return { exitCode, verdict, find };
}

/** Every file with its size, times and content. */
async function fingerprint(dir: string): Promise<string> {
  const names = (await readdir(dir, { recursive: true })).sort();
  const parts = await Promise.all(
    names.map(async (name) => {
      const { mtimeMs, size, mode } = await stat(join(dir, name));
      const content = await readFile(join(dir, name)).catch(() => Buffer.alloc(0));
      return `${name} ${mtimeMs} ${size} ${mode} ${sha256Hex(content)}`;
    }),
  );
  return parts.join("\n");
}

describe("bilik check", () => {
  it.skipIf(!hasSocat)(
    `passes a booth whose devices answer, and leaves its state as it was${why}`,
    async () => {
      const pty = await openPty((far) => {
        const printer = createEscposEmulator({ paper: () => "present", send: (bytes) => far.write(bytes) });
        far.on("data", printer.receive);
      });
      const receiptPrinter = { driver: "escpos", line: { kind: "serial", path: pty.path } };
      const { stateDir, path } = await makeState({ devices: { receiptPrinter } });
      const before = await fingerprint(stateDir);
      const { exitCode, verdict, find } = await check(path);
      expect(find("device-emulated")).toMatchObject([{ detail: { role: "receiptPrinter", serial: "EMU-ESCPOS" } }]);
      for (const code of ["state-good", "journal-good", "keys-good", "clock-good", "models-good"])
        expect(find(code)).toHaveLength(1);
      expect({ exitCode, verdict }).toEqual({ exitCode: 0, verdict: "warn" });
      expect(await fingerprint(stateDir)).toBe(before);
      await pty.close();
    },
    30_000,
  );

  it("fails where a device, the broker, the models or officers are missing, a line each", async () => {
    const broker = await startAedes();
    await broker.kill();
    const devices = {
      boothIo: { driver: "firmata", path: "/dev/booth/nowhere" },
      documentScanner: { driver: "sane", scanner: "nobody:0" },
    };
    const modelsDir = await makeTemporaryFolder("models");
    const { path } = await makeState({ devices, modelsDir, broker: { url: broker.url } });
    const { exitCode, verdict, find } = await check(path);
    expect({ exitCode, verdict }).toEqual({ exitCode: 1, verdict: "fail" });
    expect(find("device-failed").map(({ detail }: { detail: { role: string } }) => detail.role)).toEqual([
      "documentScanner",
      "boothIo",
    ]);
    expect(find("broker-unreachable")).toHaveLength(1);
    expect(find("operators-none")).toMatchObject([{ verdict: "fail" }]);
    expect(find("model-wrong").length).toBeGreaterThan(1);
    const spoken = createListeningTerminal("id");
    expect(await runCommand(["check", "--config", path], spoken)).toBe(1);
    expect(spoken.printed).toContain("GAGAL      Belum ada petugas yang boleh masuk: `bilik operators add`");
    expect(spoken.printed.at(-1)).toBe("Bilik belum siap melayani.");
  }, 60_000);

  it("leaves the devices of a running booth alone", async () => {
    const { path, open } = await makeState({ devices: { boothIo: { driver: "firmata", path: "/dev/booth/nowhere" } } });
    const journal = await open();
    const { exitCode, find } = await check(path);
    expect(find("device-in-use")).toMatchObject([{ detail: { role: "boothIo" } }]);
    expect(find("device-failed")).toEqual([]);
    expect(exitCode).toBe(0);
    await journal.close();
  }, 30_000);

  it("makes nothing where nothing is", async () => {
    const dir = await makeTemporaryFolder("check");
    const terminal = createListeningTerminal();
    expect(await runCommand(["check", "--state", join(dir, "state")], terminal)).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  }, 30_000);

  it("refuses what does not fit", async () => {
    const terminal = createListeningTerminal();
    expect(await runCommand(["check", "everything"], terminal)).toBe(2);
    expect(await runCommand(["check", "--config", "/nowhere.json"], terminal)).toBe(1);
    expect(terminal.remarked).toHaveLength(2);
  });
});
