import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readRequestId } from "../../../drivers/printer/cups-queue.ts";
import { createCupsPrinter } from "../../../drivers/printer/printer-cups.ts";
import type { PrinterDriver } from "../../../drivers/printer/printer-driver.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { absentAtFirst, fromSecondOpening } from "../bench-steps.ts";
import type { FakePrograms } from "../fake-programs.ts";
import { installQueue } from "../office-stand-ins.ts";

const clock = createSystemClock();

describe("a queue of CUPS, by stand-ins for its programs", () => {
  let programs: FakePrograms;
  beforeAll(() => {
    programs = installQueue();
  });
  afterAll(() => programs.remove());
  afterEach(() => programs.setMode("works"));
  const here = (slowFactor = 1) => createCupsPrinter({ clock, queue: "Kantor", paper: "A4", slowFactor });
  const cable = { pull: () => programs.setMode("absent"), insert: () => programs.setMode("works") };
  const job = {
    ...{ title: "Tanda terima", pdf: new TextEncoder().encode("%PDF-1.7\n%%EOF\n"), copies: 1, timeoutMs: 1_500 },
    signal: new AbortController().signal,
  };
  const expectPrints = async (printer: PrinterDriver) => {
    await printer.open();
    expect(await printer.print(job)).toBe("Kantor-12");
    expect(printer.health()).toEqual({ state: "ready", lastFailure: null });
    await printer.close();
  };

  it("is not there before it is, and prints then", async () => {
    const printer = absentAtFirst(here(), cable);
    await expect(printer.open()).rejects.toMatchObject({ code: "driver.disconnected" });
    await expectPrints(printer);
  });

  it("waits for a scheduler that hangs only so long", async () => {
    programs.setMode("mute");
    const printer = fromSecondOpening(here(0.05), cable.insert);
    await expect(printer.open()).rejects.toMatchObject({ code: "driver.timeout", detail: { operation: "open" } });
    expect(printer.health().state).toBe("lost");
    await expectPrints(printer);
  });

  it.each([
    { mode: "stall", code: "driver.timeout", state: "ready" },
    { mode: "busy", code: "driver.timeout", state: "ready" },
    { mode: "garbage", code: "driver.disconnected", state: "lost" },
    { mode: "absent", code: "driver.disconnected", state: "lost" },
  ])("reports $code on $mode, is $state, and prints afterwards", async ({ mode, code, state }) => {
    const printer = here();
    await printer.open();
    programs.setMode(mode);
    await expect(printer.print(job)).rejects.toMatchObject({ code });
    expect(printer.health()).toEqual({ state, lastFailure: code });
    programs.setMode("works");
    await expectPrints(printer);
  });

  it("takes no job's number that broke off for a whole one", () => {
    const answer = "request id is Kantor-12 (1 file(s))\n";
    for (let length = 0; length < answer.length; length += 1)
      expect([null, "Kantor-12"]).toContain(readRequestId(answer.slice(0, length)));
  });
});
