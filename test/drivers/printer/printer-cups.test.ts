import { readdir, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isQueued, readPrinter, readRequestId } from "../../../drivers/printer/cups-queue.ts";
import { createCupsPrinter } from "../../../drivers/printer/printer-cups.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { type CupsScheduler, cupsMissing, cupsPdfMissing, readPrintedPdf, startCups } from "./cups-scheduler.ts";
import { exampleJob, testPrinterContract } from "./printer-contract.ts";

const clock = createSystemClock();
const why = cupsMissing === null ? "" : ` (skipped: ${cupsMissing})`;
const words = "SURAT HASIL PEREKAMAN 0012";

function writePdf(text: string): Promise<Uint8Array> {
  const page = new PDFDocument({ size: "A4" });
  const parts: Buffer[] = [];
  page.on("data", (part: Buffer) => parts.push(part));
  page.fontSize(20).text(text);
  page.end();
  return new Promise((resolve) => page.on("end", () => resolve(new Uint8Array(Buffer.concat(parts)))));
}

describe.skipIf(cupsMissing !== null)(`a queue of Debian's CUPS${why}`, () => {
  let cups: CupsScheduler;
  let out = "";
  beforeAll(async () => {
    cups = await startCups();
    out = cups.addFileQueue("Kantor");
  }, 30_000);
  afterAll(() => cups?.close());
  const create = (change: { readonly queue?: string; readonly paper?: "A4" | "F4" } = {}) =>
    createCupsPrinter({ clock, queue: "Kantor", paper: "A4", slowFactor: 1, server: cups.server, ...change });

  const untilQueueIsEmpty = async () => {
    const waiting = () => cups.run("lpstat", "-W", "not-completed", "-o");
    for (let tries = 0; tries < 100 && waiting() !== ""; tries += 1) await clock.sleep(100);
    expect(waiting()).toBe("");
  };

  testPrinterContract({
    isSimulated: true,
    working: () => ({ device: create(), settle: (work) => work }),
    plugged: null,
    lateComer: null,
    mute: null,
    faulty: null,
  });

  it.each([
    ["A4", 210, 297],
    ["F4", 215, 330],
  ] as const)(
    "prints the page's own words on %s",
    async (paper, widthMm, heightMm) => {
      const printer = create({ paper });
      await printer.open();
      expect(await printer.print({ ...exampleJob, pdf: await writePdf(words) })).toMatch(/^Kantor-\d+$/);
      const printed = readPrintedPdf(out);
      expect(printed.text).toContain(words);
      expect(Math.abs(printed.widthMm - widthMm)).toBeLessThanOrEqual(1);
      expect(Math.abs(printed.heightMm - heightMm)).toBeLessThanOrEqual(1);
      expect(printer.provenance().serial).toBe("EMU-Kantor");
      await printer.close();
    },
    30_000,
  );

  it("takes back a job that does not come out in time, so that nobody else finds it", async () => {
    const printer = create();
    await printer.open();
    cups.run("lpadmin", "-p", "Kantor", "-o", "printer-error-policy=retry-job");
    const damaged = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
    const stuck = printer.print({ ...exampleJob, pdf: damaged, timeoutMs: 2_000 });
    await expect(stuck).rejects.toMatchObject({ code: "driver.timeout" });
    expect(printer.health()).toEqual({ state: "ready", lastFailure: "driver.timeout" });
    await untilQueueIsEmpty();
    await printer.close();
  }, 30_000);

  it("leaves nothing in the queue of a job that is given up while it is handed over", async () => {
    const printer = create();
    await printer.open();
    // Large, so that handing it over takes a while.
    const pdf = Buffer.concat([exampleJob.pdf, Buffer.alloc(30_000_000, "%")]);
    for (const afterMs of [5, 20, 40, 60, 80, 120]) {
      const leaving = new AbortController();
      const printing = printer.print({ ...exampleJob, pdf, signal: leaving.signal }).catch((error: unknown) => error);
      await clock.sleep(afterMs);
      leaving.abort(new Error("the resident left"));
      await printing;
    }
    await untilQueueIsEmpty();
    await printer.close();
  }, 60_000);

  it("that is switched off in the middle is lost, its job taken back, and prints when it is on again", async () => {
    const printer = create();
    await printer.open();
    cups.run("cupsdisable", "Kantor");
    await expect(printer.print(exampleJob)).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(printer.health().state).toBe("lost");
    await untilQueueIsEmpty();
    await expect(printer.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    cups.run("cupsenable", "Kantor");
    await printer.open();
    expect(await printer.print(exampleJob)).toMatch(/^Kantor-/);
    await printer.close();
  }, 30_000);

  it("is absent under another name, and while the scheduler is away", async () => {
    const absent = { code: "driver.disconnected" };
    await expect(create({ queue: "Loket" }).open()).rejects.toMatchObject(absent);
    await cups.stop();
    await expect(create().open()).rejects.toMatchObject(absent);
    await cups.start();
    const printer = create();
    await printer.open();
    await printer.close();
  }, 30_000);

  it.skipIf(cupsPdfMissing !== null)(
    `may be one of cups-pdf${cupsPdfMissing === null ? "" : ` (skipped: ${cupsPdfMissing})`}`,
    async () => {
      cups.addPdfQueue("Berkas");
      const title = `bilik-test-${process.pid}`;
      const printer = create({ queue: "Berkas" });
      await printer.open();
      expect(printer.provenance().serial).toBe("EMU-Berkas");
      await printer.print({ ...exampleJob, title, pdf: await writePdf(words) });
      const folder = join(homedir(), "PDF");
      const find = async () => (await readdir(folder).catch(() => [])).find((name) => name.startsWith(title));
      let name = await find();
      for (let tries = 0; tries < 100 && name === undefined; tries += 1) {
        await clock.sleep(50);
        name = await find();
      }
      const path = join(folder, name ?? "none");
      expect(readPrintedPdf(path).text).toContain(words);
      await rm(path);
      await printer.close();
    },
    30_000,
  );
});

describe("what CUPS tells of a printer", () => {
  it("is its state, its remarks, and whether it prints into files", () => {
    const idle = "printer Kantor is idle.  enabled since x\n\tmedia-empty\n";
    const printer = (address: string) => readPrinter(idle, `device for Kantor: ${address}\n`);
    expect(printer("ipp://printer.local/ipp/print")).toEqual({
      state: "idle",
      remarks: ["media-empty"],
      isVirtual: false,
    });
    for (const file of ["cups-pdf:/", "/tmp/page.pdf", "/dev/null", "file:///tmp/x"])
      expect(printer(file)?.isVirtual).toBe(true);
    for (const device of ["usb://EPSON/L3110", "/dev/usb/lp0", "socket://10.0.0.9"])
      expect(printer(device)?.isVirtual).toBe(false);
    expect(readPrinter("printer Kantor disabled since x -\n\tPaused\n", "")?.state).toBe("disabled");
    expect(readPrinter("printer Kantor now printing Kantor-1.\n", "")?.state).toBe("printing");
    expect(readPrinter('lpstat: Invalid destination name in list "Kantor".\n', "")).toBeNull();
  });

  it("names its jobs", () => {
    expect(readRequestId("request id is Kantor-12 (1 file(s))\n")).toBe("Kantor-12");
    expect(readRequestId("lp: Error\n")).toBeNull();
    expect(isQueued("Kantor-12   siti  1024  Wed\n", "Kantor-12")).toBe(true);
    expect(isQueued("Kantor-12   siti  1024  Wed\n", "Kantor-1")).toBe(false);
  });
});
