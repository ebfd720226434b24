import { type Letter, maskNik } from "../letters/letter.ts";
import { wordException } from "../procedure/exception-titles.ts";
import { type Service, serviceIds } from "../procedure/service.ts";
import { coverLetterKinds } from "../procedure/service-letters.ts";
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
const biometricNames: Readonly<Record<string, string>> = {
  face: "pas foto",
  signature: "tanda tangan",
  "iris right": "iris mata kanan",
  "iris left": "iris mata kiri",
};
const validatorNames: Readonly<Record<string, string>> = {
  camat: "Camat",
  sekcam: "Sekretaris Camat",
  kasi: "Kasi Pelayanan Umum",
};

export type LetterFacts = {
  readonly issuedAt: string;
  /** In the register book, or in that of recordings. */
  readonly number: string;
};

/** Where a name is to be written by hand: nobody has signed there yet. */
const unsigned = ".".repeat(28);

/**
 * The paper that a service ends with: the Surat Hasil Perekaman, or the validated letter. Also before it is signed: what
 * has not been confirmed by then is left to be filled in by pen.
 */
export function composeLetter(content: VisitContent, facts: LetterFacts): Letter & { readonly id: string } {
  return content.service === "ktp-el" ? composeRecordingLetter(content, facts) : composeServiceLetter(content, facts);
}

function composeRecordingLetter(content: VisitContent, { issuedAt, number }: LetterFacts) {
  const fingers = content.captures.filter(({ modality }) => modality === "fingerprint").length;
  const irises = content.captures.filter(({ modality }) => modality === "iris").length;
  const has = (modality: string) =>
    content.captures.some((capture) => capture.modality === modality) ? "terekam" : "tidak terekam";
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
    number,
    paragraphs: ["Yang tersebut di bawah ini telah melakukan perekaman KTP elektronik. Pelayanan ini GRATIS."],
    rows,
    notes: [...exceptionNotes(content), `Kunjungan ${content.visitId}. Surat ini bukan pengganti KTP-el.`],
    signatures: [
      { role: "Operator KTP-el", by: confirmedBy(content, "operator-initials").account },
      { role: "Kasi Pelayanan Umum", by: confirmedBy(content, "kasi-signature").account },
    ],
    isSimulated: isSimulated(content),
    issuedAt,
  };
}

function composeServiceLetter(content: VisitContent, { issuedAt, number }: LetterFacts) {
  const validator = confirmedBy(content, "letter-validation");
  return {
    id: "surat-keterangan",
    title: (findService(content)?.title.id ?? content.service).toUpperCase(),
    number,
    paragraphs: [
      "Berkas permohonan yang tersebut di bawah ini telah diverifikasi dan divalidasi. Pelayanan ini GRATIS.",
    ],
    rows: [...identityRows(content), ...purposeRows(content), ...paperRows(content)],
    notes: [`Kunjungan ${content.visitId}.`],
    signatures: [
      { role: "Kasi Pelayanan Umum", by: confirmedBy(content, "letter-check").account },
      { role: validatorNames[validator.role] ?? "Yang memvalidasi", by: validator.account },
    ],
    isSimulated: isSimulated(content),
    issuedAt,
  };
}

/** What a cover letter is for, where the resident has said so. */
function purposeRows({ biodata }: VisitContent): [string, string][] {
  const purpose = coverLetterKinds.find(({ id }) => id === biodata["keperluan"]);
  return purpose === undefined ? [] : [["Keperluan", purpose.title.id]];
}

function identityRows({ biodata }: VisitContent): [string, string][] {
  return [
    ["Nama", biodata["namaLengkap"] ?? "-"],
    ["NIK", maskNik(biodata["nik"] ?? "")],
    ["Tempat, tanggal lahir", `${biodata["tempatLahir"] ?? "-"}, ${wordBirthDate(biodata["tanggalLahir"])}`],
  ];
}

/** Day, month, year, as identity papers write it. */
function wordBirthDate(date: string | undefined): string {
  return date?.split("-").reverse().join("-") ?? "-";
}

function paperRows(content: VisitContent): [string, string][] {
  const titles = new Map(
    findService(content)?.steps.flatMap(({ papers }) => papers.map(({ id, title }) => [id, title.id] as const)),
  );
  return content.papers.map(({ id, waiver }, index) => {
    const title = titles.get(id) ?? id;
    return [index === 0 ? "Berkas" : "", waiver === null ? title : `${title} (tidak dilampirkan)`];
  });
}

function findService(content: VisitContent): Service | undefined {
  const id = serviceIds.find((service) => service === content.service);
  return id && services[id];
}

function exceptionNotes({ missing }: VisitContent): string[] {
  return missing.map(({ modality, position, reason }) => {
    const what =
      typeof position === "number"
        ? (fingerNames[position - 1] ?? `jari ${position}`)
        : (biometricNames[`${modality} ${position ?? ""}`.trim()] ?? modality);
    return `Tidak direkam: ${what} (${wordException(reason, "id")}).`;
  });
}

function confirmedBy(
  { confirmations }: VisitContent,
  gate: string,
): { readonly role: string; readonly account: string } {
  const by = confirmations.findLast((confirmation) => confirmation.gate === gate)?.by ?? "";
  const [role = "", ...account] = by.split(":");
  return { role, account: account.join(":") || unsigned };
}

/** A letter is of a simulation when any capture was, or when a program acted for the officers. */
function isSimulated({ captures, confirmations }: VisitContent): boolean {
  return (
    captures.some(({ provenance }) => provenance.isSimulated) ||
    confirmations.some(({ by }) => by.endsWith("-otomatis"))
  );
}
