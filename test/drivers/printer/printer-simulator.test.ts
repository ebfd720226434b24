import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFolderTray } from "../../../drivers/printer/folder-tray.ts";
import { createPrinterSimulator, type PrinterSimulatorOptions } from "../../../drivers/printer/printer-simulator.ts";
import { createMemoryTray } from "../../../drivers/printer/printer-tray.ts";
import { createSimulatedPlug } from "../../../drivers/transport/simulated-plug.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createManualClock } from "../../manual-clock.ts";
import { exampleJob, examplePdf, testPrinterContract } from "./printer-contract.ts";

function bench(options: Partial<PrinterSimulatorOptions> = {}) {
  const clock = createManualClock();
  const tray = createMemoryTray();
  return { clock, tray, device: createPrinterSimulator({ clock, tray, ...options }), settle: clock.runUntil };
}

describe("printer simulator", () => {
  testPrinterContract({
    isSimulated: true,
    working: bench,
    lateComer: () => bench({ opens: ["absent"] }),
    mute: () => bench({ opens: ["stall"] }),
    faulty: (fault) => bench({ script: [fault] }),
    plugged: () => {
      const clock = createManualClock();
      const plug = createSimulatedPlug(clock);
      const device = createPrinterSimulator({ clock, plug, tray: createMemoryTray() });
      return { device, settle: clock.runUntil, pull: () => plug.pull(), insert: plug.insert };
    },
  });

  it("keeps in memory what was printed, in order", async () => {
    const { device, settle, tray } = bench();
    await settle(device.open());
    const jobId = await settle(device.print({ ...exampleJob, copies: 3 }));
    expect(tray.jobs()).toEqual([{ jobId, title: "Tanda terima", copies: 3, pdf: examplePdf }]);
  });

  it.each(["stall", "held", "unplug"] as const)("leaves nothing in the tray on %s", async (fault) => {
    const { device, settle, tray } = bench({ script: [fault] });
    await settle(device.open());
    await expect(settle(device.print(exampleJob))).rejects.toThrow();
    expect(tray.jobs()).toEqual([]);
  });

  it("takes its time for each copy", async () => {
    const { clock, device, settle } = bench({ copyMs: 400 });
    await settle(device.open());
    const startMs = clock.monotonicMs();
    await settle(device.print({ ...exampleJob, copies: 5 }));
    expect(clock.monotonicMs() - startMs).toBe(2_000);
  });

  it("prints PDFs only, and a sane number of copies", async () => {
    const { device, settle } = bench();
    await settle(device.open());
    await expect(device.print({ ...exampleJob, pdf: new Uint8Array(9) })).rejects.toThrow("only a PDF");
    for (const copies of [0, 21, 1.5]) await expect(device.print({ ...exampleJob, copies })).rejects.toThrow("copies");
  });
});

describe("printer simulator with a folder", () => {
  let parent = "";
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "bilik-printer-"));
  });
  afterEach(() => rm(parent, { recursive: true }));

  const printInto = (folder: string) =>
    createPrinterSimulator({ clock: createSystemClock(), tray: createFolderTray(folder), openDelayMs: 0, copyMs: 0 });

  it("writes each job as a file of its owner alone, and goes on counting after a restart", async () => {
    const folder = join(parent, "printed");
    const first = printInto(folder);
    await first.open();
    await first.print(exampleJob);
    await first.close();
    const second = printInto(folder);
    await second.open();
    expect(await second.print(exampleJob)).toBe("EMU-0002");
    expect((await readdir(folder)).sort()).toEqual(["EMU-0001.pdf", "EMU-0002.pdf"]);
    expect(new Uint8Array(await readFile(join(folder, "EMU-0001.pdf")))).toEqual(examplePdf);
    expect((await stat(join(folder, "EMU-0001.pdf"))).mode & 0o777).toBe(0o600);
  });

  it("clears away what an interrupted write left, and nothing else", async () => {
    await writeFile(join(parent, "EMU-0001.pdf.tmp"), "half");
    await writeFile(join(parent, "keep.txt"), "mine");
    const device = printInto(parent);
    await device.open();
    expect(await readdir(parent)).toEqual(["keep.txt"]);
    await device.close();
  });

  it("is not there when its folder cannot be used, and keeps the cause", async () => {
    await writeFile(join(parent, "file"), "");
    const device = printInto(join(parent, "file"));
    await expect(device.open()).rejects.toMatchObject({ code: "driver.disconnected", cause: { code: "EEXIST" } });
  });

  it("is lost when its folder goes away, and leaves no half-written file when it comes back", async () => {
    const folder = join(parent, "printed");
    const device = printInto(folder);
    await device.open();
    await rm(folder, { recursive: true });
    await expect(device.print(exampleJob)).rejects.toMatchObject({ code: "driver.disconnected" });
    await device.open();
    await device.print(exampleJob);
    expect(await readdir(folder)).toHaveLength(1);
    await device.close();
  });
});
