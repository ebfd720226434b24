import { describe, expect, it } from "vitest";
import { createReceiptPrinterSimulator } from "../../drivers/printer/receipt-printer-simulator.ts";
import type { BoothDevices } from "../../runtime/compose-effects.ts";
import { composeFixtures } from "../../runtime/compose-fixtures.ts";
import { composeReplay } from "../../runtime/compose-replay.ts";
import { printSlips } from "../../runtime/compose-slips.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger, type LogFields, type Logger } from "../../runtime/kernel/logger.ts";
import type { NumberLetter } from "../../runtime/letters/number-letters.ts";
import type { VisitChange } from "../../runtime/visit/visit-desk.ts";

const clock = createSystemClock();
const config = parseBoothConfig({ devices: { receiptPrinter: { driver: "simulator" } } }, "test");
const by = { role: "operator", id: "siti" } as const;
const visit = {
  ...{ visitId: "visit-1", service: "surat-pengantar", registerNumber: "012/PB/2026", captures: [] },
  confirmations: [{ gate: "papers", by, at: "2026-11-25T02:00:00.000Z", decision: null }],
};
const sealed = (change: object = {}) =>
  ({
    visitId: "visit-1",
    before: { phase: "finished", visit },
    after: { phase: "sealed", visit: { ...visit, ...change }, packageId: "ab12", sequence: 7 },
    event: { visitId: "visit-1", at: "2026-11-25T02:00:00.000Z", ms: 1, deed: { kind: "package-sealed" } },
  }) as unknown as VisitChange;

function createRig(paper: () => "present" | "out" | "silent" = () => "present") {
  const receiptPrinter = createReceiptPrinterSimulator(clock, paper);
  const nobody = { folder: "", biodata: {}, exceptions: [], paperPaths: new Map() };
  const devices: BoothDevices = {
    ...composeReplay(nobody as unknown as Parameters<typeof composeReplay>[0], clock),
    ...composeFixtures(clock),
    receiptPrinter,
  };
  const lines: { readonly event: string; readonly fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}) => lines.push({ event, fields });
  const logger: Logger = { ...createSilentLogger(), info: note, warn: note };
  let tell: (change: VisitChange) => void = () => undefined;
  const desk = {
    onChange: (listener: (change: VisitChange) => void) => {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  const numberLetter: NumberLetter = async ({ registerNumber }) => registerNumber ?? "007/bilik-01/2026";
  const slips = printSlips({ desk, devices, config, numberLetter, logger });
  return { slips, lines, receiptPrinter, tell: (change: VisitChange) => tell(change) };
}

async function untilLogged(lines: readonly unknown[]): Promise<void> {
  for (let tries = 0; tries < 800 && lines.length === 0; tries += 1) await clock.sleep(10);
}

describe("slips", () => {
  it("come out once when a visit is sealed, with its register number, and name nobody", async () => {
    const { slips, lines, receiptPrinter, tell } = createRig();
    const change = sealed();
    tell({ ...change, before: { ...change.before, phase: "open" } } as unknown as VisitChange);
    tell(change);
    await untilLogged(lines);
    expect(lines).toEqual([{ event: "slip.printed", fields: { visitId: "visit-1" } }]);
    const printed = receiptPrinter.printed();
    expect(printed.cuts).toBe(1);
    expect([slips.isOut("visit-1"), slips.isOut("visit-2")]).toEqual([true, false]);
    expect(printed.codes).toEqual(["bilik:visit-1:ab12"]);
    expect(printed.lines).toEqual(expect.arrayContaining(["Nomor : 012/PB/2026", "Waktu : 25-11-2026 09:00 WIB"]));
    expect(printed.lines.join(" ")).not.toMatch(/SIMULASI/);
    await slips.close();
  });

  it("of a recording carry its number, and say when programs or simulated devices took part", async () => {
    const { slips, lines, receiptPrinter, tell } = createRig();
    tell(sealed({ service: "ktp-el", registerNumber: null, captures: [{}] }));
    await untilLogged(lines);
    expect(receiptPrinter.printed().lines).toEqual(
      expect.arrayContaining(["*** SIMULASI - TIDAK BERLAKU ***", "Nomor : 007/bilik-01/2026"]),
    );
    await slips.close();
  });

  it.each([
    ["without paper", "out", "driver.malformed"],
    ["that does not answer", "silent", "driver.timeout"],
  ] as const)("are not waited for by anybody: a printer %s is told to the log", async (_name, paper, problem) => {
    const { slips, lines, receiptPrinter, tell } = createRig(() => paper);
    tell(sealed());
    await untilLogged(lines);
    expect(lines).toEqual([{ event: "slip.not-printed", fields: { visitId: "visit-1", problem } }]);
    expect(slips.isOut("visit-1")).toBe(false);
    expect(receiptPrinter.health().state).toBe("lost");
    expect(receiptPrinter.printed().lines).toEqual([]);
    await slips.close();
  });

  it("in the printer do not hold up the booth's end", async () => {
    const { slips, lines, tell } = createRig(() => "silent");
    tell(sealed());
    const startMs = clock.monotonicMs();
    await slips.close();
    expect(clock.monotonicMs() - startMs).toBeLessThan(7_000);
    expect(lines.map(({ event }) => event)).toEqual(["slip.not-printed"]);
  });
});
