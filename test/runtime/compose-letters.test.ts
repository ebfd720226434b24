import { describe, expect, it } from "vitest";
import { createPrinterSimulator, type PrintStep } from "../../drivers/printer/printer-simulator.ts";
import { createMemoryTray } from "../../drivers/printer/printer-tray.ts";
import { type LetterState, printLetters } from "../../runtime/compose-letters.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { createSilentLogger, type LogFields, type Logger } from "../../runtime/kernel/logger.ts";
import type { NumberLetter } from "../../runtime/letters/number-letters.ts";
import type { Vault } from "../../runtime/vault/vault.ts";
import type { VisitChange } from "../../runtime/visit/visit-desk.ts";
import type { VisitState } from "../../runtime/visit/visit-state.ts";
import { readPdfPages } from "./letters/read-pdf-text.ts";
import { eventOf, stateAt, visitId } from "./visit/play-visit.ts";

const clock = createSystemClock();
const verified = stateAt("letter-check", "surat-pengantar");
const toBeSigned = stateAt("letter-validation", "surat-pengantar");
const gone: VisitState = { phase: "idle" };
const biodata = {
  ...{ nik: "9901014505900001", namaLengkap: "SITI CONTOH", tempatLahir: "KARANG MULYA" },
  ...{ tanggalLahir: "1990-05-05", keperluan: "pindah" },
};
const readable = async () => new TextEncoder().encode(JSON.stringify(biodata));

type Rig = { readonly script?: readonly PrintStep[]; readonly get?: Vault["get"]; readonly start?: VisitState };

function createRig({ script = [], get = readable, start = verified }: Rig = {}) {
  const tray = createMemoryTray();
  const printer = createPrinterSimulator({ clock, tray, script, openDelayMs: 0, copyMs: 5 });
  let state = start;
  let tell: (change: VisitChange) => void = () => undefined;
  const desk = {
    find: (id: string) => (id === visitId ? state : undefined),
    onChange: (listener: (change: VisitChange) => void) => {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  const lines: { readonly event: string; readonly fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}) => lines.push({ event, fields });
  const logger: Logger = { ...createSilentLogger(), info: note, warn: note };
  const numberLetter: NumberLetter = async ({ registerNumber }) => registerNumber ?? "007/bilik-01/2026";
  const vault = { get } as Vault;
  const letterHead = { lines: ["KECAMATAN CONTOH"], place: "Karang Mulya", timeZone: "Asia/Jakarta" } as const;
  const letters = printLetters({ desk, printer, vault, numberLetter, letterHead, clock, logger });
  const seen: (LetterState | null)[] = [];
  letters.onChange(() => seen.push(letters.stateOf(visitId)));
  const move = (after: VisitState) => {
    const before = state;
    state = after;
    tell({ visitId, before, after, event: eventOf({ kind: "suspended", reason: "-", by: clerk }, 1) });
  };
  return { letters, tray, lines, seen, move };
}
const clerk = { role: "operator", id: "siti" } as const;

async function untilLogged(lines: readonly unknown[], count = 1): Promise<void> {
  for (let tries = 0; tries < 800 && lines.length < count; tries += 1) await clock.sleep(10);
  expect(lines).toHaveLength(count);
}

describe("letters to be signed", () => {
  it("come out once when the signing begins, with their number and room for the names that are still due", async () => {
    const { letters, tray, lines, seen, move } = createRig();
    expect(letters.stateOf(visitId)).toBeNull();
    expect(letters.print(visitId)).toBe(false);
    move(toBeSigned);
    move(toBeSigned);
    await untilLogged(lines);
    expect(seen).toEqual(["printing", "out"]);
    const [job, ...more] = tray.jobs();
    expect(more).toEqual([]);
    const text = readPdfPages(job?.pdf ?? new Uint8Array()).join("\n");
    expect(text).toMatch(/SURAT PENGANTAR/);
    expect(text).toMatch(/Nomor: 001\/2026/);
    expect(text).toMatch(/SITI CONTOH/);
    expect(text).toMatch(/\(\.{28}\)/);
    await letters.close();
  });

  it("name nobody in the printer's queue nor in the log", async () => {
    const { letters, tray, lines, move } = createRig();
    move(toBeSigned);
    await untilLogged(lines);
    expect(tray.jobs()[0]?.title).toBe(`bilik-${visitId}`);
    expect(lines).toEqual([{ event: "letter.printed", fields: { visitId } }]);
    await letters.close();
  });

  it("come out again when an officer asks, not twice at once", async () => {
    const { letters, tray, lines, move } = createRig();
    move(toBeSigned);
    expect(letters.print(visitId)).toBe(true);
    await untilLogged(lines);
    expect(tray.jobs()).toHaveLength(1);
    expect(letters.print(visitId)).toBe(true);
    await untilLogged(lines, 2);
    expect(tray.jobs()).toHaveLength(2);
    await letters.close();
  });

  it("hold nobody up when the printer is away: the officers are told, and can try again", async () => {
    const { letters, tray, lines, seen, move } = createRig({ script: ["held"] });
    move(toBeSigned);
    await untilLogged(lines);
    expect(lines).toEqual([{ event: "letter.not-printed", fields: { visitId, problem: "driver.busy" } }]);
    expect(seen).toEqual(["printing", "failed"]);
    letters.print(visitId);
    await untilLogged(lines, 2);
    expect([letters.stateOf(visitId), tray.jobs().length]).toEqual(["out", 1]);
    await letters.close();
  });

  it("whose printer is unplugged in the middle come out whole at the next attempt, or not at all", async () => {
    const { letters, tray, lines, move } = createRig({ script: ["unplug"] });
    move(toBeSigned);
    await untilLogged(lines);
    expect([letters.stateOf(visitId), tray.jobs()]).toEqual(["failed", []]);
    letters.print(visitId);
    await untilLogged(lines, 2);
    const [sheet, ...more] = tray.jobs();
    expect(more).toEqual([]);
    expect(readPdfPages(sheet?.pdf ?? new Uint8Array()).join("\n")).toMatch(/Nomor: 001\/2026/);
    await letters.close();
  });

  it("are not printed from data that cannot be read", async () => {
    const get = () => Promise.reject(new BoothError("vault.corrupt", { hash: "aa", problem: "torn" }));
    const { letters, tray, lines, move } = createRig({ get });
    move(toBeSigned);
    await untilLogged(lines);
    expect(lines[0]?.fields).toEqual({ visitId, problem: "vault.corrupt" });
    expect([letters.stateOf(visitId), tray.jobs()]).toEqual(["failed", []]);
    await letters.close();
  });

  it("leave nothing behind of who has gone, also while one is being printed", async () => {
    const { letters, lines, move } = createRig();
    move(toBeSigned);
    move(gone);
    await untilLogged(lines);
    expect(letters.stateOf(visitId)).toBeNull();
    move(toBeSigned);
    await letters.close();
  });

  it("are due after a restart, which prints nothing by itself", async () => {
    const { letters, tray, lines } = createRig({ start: toBeSigned });
    expect(letters.stateOf(visitId)).toBe("due");
    await clock.sleep(50);
    expect(tray.jobs()).toEqual([]);
    expect(letters.print(visitId)).toBe(true);
    await untilLogged(lines);
    expect([letters.stateOf(visitId), tray.jobs().length]).toEqual(["out", 1]);
    await letters.close();
  });

  it("in the printer do not hold up the booth's end", async () => {
    const { letters, lines, move } = createRig({ script: ["stall"] });
    move(toBeSigned);
    await clock.sleep(50);
    const startMs = clock.monotonicMs();
    await letters.close();
    expect(clock.monotonicMs() - startMs).toBeLessThan(2_000);
    expect(lines).toEqual([{ event: "letter.not-printed", fields: { visitId, problem: "stopped" } }]);
  });
});
