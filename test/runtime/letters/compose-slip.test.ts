import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeReceipt } from "../../../drivers/printer/escpos-commands.ts";
import { createEscposEmulator } from "../../../drivers/printer/escpos-emulator.ts";
import { composeSlip, type SlipFacts } from "../../../runtime/letters/compose-slip.ts";

const facts: SlipFacts = {
  service: "Perekaman KTP-el",
  number: "12/bilik-01/2026",
  visitId: "3f0c1a52-8a9e-4a57-b3f1-0f5f3b3c1a11",
  packageId: "ab".repeat(32),
  finishedAt: "2026-11-25T17:30:00.000Z",
  office: ["PEMERINTAH KABUPATEN KOTAWARINGIN BARAT", "KECAMATAN PANGKALAN BANTENG"],
  boothId: "bilik-01",
  timeZone: "Asia/Jakarta",
  isSimulated: false,
  columns: 32,
};

describe("a slip", () => {
  it("names service, number, the office's own time and the booth, in lines that fit the paper", () => {
    const { title, lines, qr } = composeSlip(facts);
    expect(title).toBe("BUKTI LAYANAN");
    expect(lines).toEqual(
      expect.arrayContaining([
        "PEMERINTAH KABUPATEN",
        "KOTAWARINGIN BARAT",
        "Perekaman KTP-el",
        "Nomor : 12/bilik-01/2026",
        "Waktu : 26-11-2026 00:30 WIB",
        "Bilik : bilik-01",
      ]),
    );
    expect(qr).toBe(`bilik:${facts.visitId}:${facts.packageId}`);
    expect(lines.join(" ")).not.toMatch(/SIMULASI/);
  });

  it("says first of all when it is of a simulation", () => {
    expect(composeSlip({ ...facts, isSimulated: true }).lines[0]).toBe("*** SIMULASI - TIDAK BERLAKU ***");
  });

  it("has no line wider than its paper, whatever the office is called", () => {
    const word = fc.string({ minLength: 0, maxLength: 90 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 24, max: 64 }), (service, number, columns) => {
        const { lines } = composeSlip({ ...facts, service, number, columns });
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
        expect(lines.length).toBeLessThanOrEqual(40);
      }),
    );
  });

  it("comes out of a printer as it was written, with its whole code", () => {
    const emulator = createEscposEmulator({ send: () => undefined, paper: () => "present" });
    const slip = composeSlip(facts);
    emulator.receive(encodeReceipt(slip));
    expect(emulator.printed()).toEqual({ lines: [slip.title, ...slip.lines], codes: [slip.qr], cuts: 1 });
  });
});
