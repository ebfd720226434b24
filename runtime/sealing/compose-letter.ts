import { type Letter, maskNik } from "../letters/letter.ts";
import { serviceIds } from "../procedure/service.ts";
import { services } from "../procedure/services.ts";
import type { VisitContent } from "./gather-content.ts";

const fingerNames = [
  "jempol kanan",
  "telunjuk kanan",
  "tengah kanan",
  "manis kanan",
  "kelingking kanan",
  "jempol kiri",
  "telunjuk kiri",
  "tengah kiri",
  "manis kiri",
  "kelingking kiri",
];
const reasonNames: Readonly<Record<string, string>> = {
  missing: "tidak ada",
  bandaged: "dibalut",
  unable: "tidak dapat direkam",
  waived: "dikecualikan petugas",
  "device-unavailable": "perangkat tidak tersedia",
};

export type LetterFacts = { readonly issuedAt: string; readonly boothId: string; readonly sequence: number };

/** The paper that a service ends with: the Surat Hasil Perekaman, or the validated letter. */
export function composeLetter(content: VisitContent, facts: LetterFacts): Letter & { readonly id: string } {
  return content.service === "ktp-el" ? composeRecordingLetter(content, facts) : composeServiceLetter(content, facts);
}

function composeRecordingLetter(content: VisitContent, { issuedAt, boothId, sequence }: LetterFacts) {
  const fingers = content.captures.filter(({ modality }) => modality === "fingerprint").length;
  const irises = content.captures.filter(({ modality }) => modality === "iris").length;
  const has = (modality: string) =>
    content.captures.some((capture) => capture.modality === modality) ? "terekam" : "tidak";
  const rows: [string, string][] = [
    ...identityRows(content),
    ["Pas foto", has("face")],
    ["Sidik jari", `${fingers} dari 10 jari`],
    ["Tanda tangan", has("signature")],
    ["Iris mata", `${irises} dari 2 mata`],
  ];
  return {
    id: "surat-hasil-perekaman",
    title: "SURAT HASIL PEREKAMAN KTP-EL",
    number: `${sequence}/${boothId}/${issuedAt.slice(0, 4)}`,
    paragraphs: ["Yang tersebut di bawah ini telah melakukan perekaman KTP elektronik. Pelayanan ini GRATIS."],
    rows,
    notes: [...exceptionNotes(content), `Kunjungan ${content.visitId}. Surat ini bukan pengganti KTP-el.`],
    signatures: [
      { role: "Operator KTP-el", by: confirmedBy(content, "operator-initials") },
      { role: "Kasi Pelayanan Umum", by: confirmedBy(content, "kasi-signature") },
    ],
    isSimulated: isSimulated(content),
    issuedAt,
  };
}

function composeServiceLetter(content: VisitContent, { issuedAt }: LetterFacts) {
  const id = serviceIds.find((service) => service === content.service);
  const title = id === undefined ? content.service : services[id].title.id;
  return {
    id: "surat-keterangan",
    title: title.toUpperCase(),
    number: content.registerNumber ?? "-",
    paragraphs: [
      "Berkas permohonan yang tersebut di bawah ini telah diverifikasi dan divalidasi. Pelayanan ini GRATIS.",
    ],
    rows: [...identityRows(content), ...content.papers.map(({ id: paper }): [string, string] => ["Berkas", paper])],
    notes: [`Kunjungan ${content.visitId}.`],
    signatures: [
      { role: "Kasi Pelayanan Umum", by: confirmedBy(content, "letter-check") },
      { role: "Yang memvalidasi", by: confirmedBy(content, "letter-validation") },
    ],
    isSimulated: isSimulated(content),
    issuedAt,
  };
}

function identityRows({ biodata }: VisitContent): [string, string][] {
  return [
    ["Nama", biodata["namaLengkap"] ?? "-"],
    ["NIK", maskNik(biodata["nik"] ?? "")],
    ["Tempat, tanggal lahir", `${biodata["tempatLahir"] ?? "-"}, ${biodata["tanggalLahir"] ?? "-"}`],
  ];
}

function exceptionNotes({ missing }: VisitContent): string[] {
  return missing.map(({ modality, position, reason }) => {
    const what =
      typeof position === "number"
        ? (fingerNames[position - 1] ?? `jari ${position}`)
        : `${modality} ${position ?? ""}`.trim();
    return `Tidak direkam: ${what} (${reasonNames[reason] ?? reason}).`;
  });
}

function confirmedBy({ confirmations }: VisitContent, gate: string): string {
  return confirmations.findLast((confirmation) => confirmation.gate === gate)?.by ?? "-";
}

/** A letter is of a simulation when any capture was, or when a program acted for the officers. */
function isSimulated({ captures, confirmations }: VisitContent): boolean {
  return (
    captures.some(({ provenance }) => provenance.isSimulated) ||
    confirmations.some(({ by }) => by.endsWith("-otomatis"))
  );
}
