import { describe, expect, it } from "vitest";
import { exceptionReasons } from "../../../runtime/kernel/biometric.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { services } from "../../../runtime/procedure/services.ts";
import { composeLetter } from "../../../runtime/sealing/compose-letter.ts";
import type { VisitContent } from "../../../runtime/sealing/gather-content.ts";
import { faceCapture, fingerCapture, irisCapture, live, signatureCapture } from "../record/sample-content.ts";

const facts = {
  issuedAt: "2026-03-14T02:20:00.000Z",
  number: "003/bilik-01/2026",
} as const;
const at = "2026-03-14T02:10:00.000Z";
const confirmed = (gate: string, by: string) => ({ gate, by, at, decision: null });
const excepted = { operatorId: "op-1", secondPersonId: "kasi-1" };

const recording: VisitContent = {
  visitId: "0b0f6d0e-9d0a-4b5c-8f77-3f1f4c1c2a11",
  service: "ktp-el",
  sopRevision: "2021",
  registerNumber: null,
  biodata: {
    nik: "9901014505900001",
    namaLengkap: "SITI CONTOH",
    tempatLahir: "KARANG MULYA",
    tanggalLahir: "1990-05-05",
  },
  steps: [],
  captures: [
    faceCapture(live),
    fingerCapture(2, live),
    fingerCapture(7, live),
    signatureCapture(live),
    irisCapture("right", live),
  ],
  missing: [],
  duplicates: [],
  papers: [],
  confirmations: [
    confirmed("operator-initials", "operator:op-1"),
    confirmed("kasi-signature", "kasi:kasi-1"),
    confirmed("official-stamp", "operator:op-1"),
  ],
};
const paper = (id: string, waiver: (typeof excepted & { reason: string }) | null = null) => ({
  id,
  isOriginalSighted: true,
  isCopyKept: true,
  waiver,
  pages: [],
});
const cover: VisitContent = {
  ...recording,
  service: "surat-pengantar",
  registerNumber: "012/PB/2026",
  captures: [],
  papers: [paper("formulir-desa"), paper("ktp"), paper("kk", { ...excepted, reason: "menyusul" })],
  confirmations: [confirmed("letter-check", "kasi:kasi-1"), confirmed("letter-validation", "sekcam:sekcam-1")],
};

describe("the letter of a recording", () => {
  it("says who was recorded and what, with the NIK masked and the day of birth as papers write it", () => {
    const letter = composeLetter(recording, facts);
    expect(letter).toMatchObject({
      id: "surat-hasil-perekaman",
      title: "SURAT HASIL PEREKAMAN KTP-EL",
      number: "003/bilik-01/2026",
      issuedAt: facts.issuedAt,
    });
    expect(letter.rows).toEqual([
      ["Nama", "SITI CONTOH"],
      ["NIK", "990101••••••••01"],
      ["Tempat, tanggal lahir", "KARANG MULYA, 05-05-1990"],
      ["Pas foto", "terekam"],
      ["Sidik jari", "2 dari 10 jari"],
      ["Tanda tangan", "terekam"],
      ["Iris mata", "1 dari 2 mata"],
    ]);
    expect(JSON.stringify(letter)).not.toContain("9901014505900001");
  });

  it("is free of charge, and says that it is no identity card", () => {
    const letter = composeLetter(recording, facts);
    expect(letter.paragraphs.join(" ")).toContain("GRATIS");
    expect(letter.notes.at(-1)).toContain("bukan pengganti KTP-el");
  });

  it("is initialled by the operator and signed by the Kasi, the last ones who did", () => {
    expect(composeLetter(recording, facts).signatures).toEqual([
      { role: "Operator KTP-el", by: "op-1" },
      { role: "Kasi Pelayanan Umum", by: "kasi-1" },
    ]);
    const again = [...recording.confirmations, confirmed("kasi-signature", "kasi:kasi-2")];
    expect(composeLetter({ ...recording, confirmations: again }, facts).signatures[1]?.by).toBe("kasi-2");
    expect(composeLetter({ ...recording, confirmations: [] }, facts).signatures[0]?.by).toMatch(/^\.{20,}$/);
  });

  it("names what is missing, and why, in Indonesian", () => {
    const missing: VisitContent["missing"] = [
      { modality: "face", position: null, reason: "waived", ...excepted },
      { modality: "fingerprint", position: 1, reason: "missing", ...excepted },
      { modality: "fingerprint", position: 10, reason: "bandaged", ...excepted },
      { modality: "signature", position: null, reason: "unable", ...excepted },
      { modality: "iris", position: "right", reason: "device-unavailable", ...excepted },
      { modality: "iris", position: "left", reason: "missing", ...excepted },
    ];
    const { notes, rows } = composeLetter({ ...recording, captures: [], missing }, facts);
    expect(notes.slice(0, -1)).toEqual([
      "Tidak direkam: pas foto (dikecualikan petugas).",
      "Tidak direkam: jempol kanan (tidak ada).",
      "Tidak direkam: kelingking kiri (dibalut).",
      "Tidak direkam: tanda tangan (tidak dapat direkam).",
      "Tidak direkam: iris mata kanan (perangkat tidak tersedia).",
      "Tidak direkam: iris mata kiri (tidak ada).",
    ]);
    expect(rows.slice(3).map(([, value]) => value)).toEqual([
      "tidak terekam",
      "0 dari 10 jari",
      "tidak terekam",
      "0 dari 2 mata",
    ]);
  });

  it("words every reason that there is", () => {
    for (const reason of exceptionReasons) {
      const missing = [{ modality: "signature" as const, position: null, reason, ...excepted }];
      expect(composeLetter({ ...recording, missing }, facts).notes[0]).not.toContain(`(${reason})`);
    }
  });
});

describe("the letter of another service", () => {
  it("carries the register number, and the papers under their own names", () => {
    const letter = composeLetter(cover, { ...facts, number: "012/PB/2026" });
    expect(letter).toMatchObject({ id: "surat-keterangan", title: "SURAT PENGANTAR", number: "012/PB/2026" });
    expect(letter.rows.slice(3)).toEqual([
      ["Berkas", "Formulir Pengurusan Surat Keterangan Kepala Desa"],
      ["", "KTP pemohon"],
      ["", "Kartu Keluarga (KK) (tidak dilampirkan)"],
    ]);
  });

  it.each([
    { by: "camat:a", role: "Camat" },
    { by: "sekcam:a", role: "Sekretaris Camat" },
    { by: "kasi:a", role: "Kasi Pelayanan Umum" },
  ])("names the office of whoever validated it: $role", ({ by, role }) => {
    const confirmations = [confirmed("letter-check", "kasi:kasi-1"), confirmed("letter-validation", by)];
    expect(composeLetter({ ...cover, confirmations }, facts).signatures).toEqual([
      { role: "Kasi Pelayanan Umum", by: "kasi-1" },
      { role, by: "a" },
    ]);
  });

  it.each(serviceIds.filter((id) => id !== "ktp-el"))("is called after its service: %s", (service) => {
    expect(composeLetter({ ...cover, service }, facts).title).toBe(services[service].title.id.toUpperCase());
  });
});

describe("a letter of a simulation", () => {
  it("is one as soon as one capture was simulated", () => {
    expect(composeLetter(recording, facts).isSimulated).toBe(false);
    const captures = [...recording.captures, fingerCapture(3)];
    expect(composeLetter({ ...recording, captures }, facts).isSimulated).toBe(true);
  });

  it("is one when a program acted for an officer", () => {
    expect(composeLetter(cover, facts).isSimulated).toBe(false);
    const confirmations = [...cover.confirmations, confirmed("hand-over", "clerk:loker-otomatis")];
    expect(composeLetter({ ...cover, confirmations }, facts).isSimulated).toBe(true);
  });
});
