import { requirePaper } from "./papers.ts";
import { minutesMs, type PaperRequirement, type Service, type ServiceId, type Step, type Title } from "./service.ts";

type LetterService = {
  readonly id: Exclude<ServiceId, "ktp-el">;
  readonly title: Title;
  readonly sopRevision: string;
  readonly papers: readonly PaperRequirement[];
};

/** Kinds of cover letter, as the procedure lists them. */
export const coverLetterKinds = [
  { id: "skck", title: { id: "SKCK", en: "Police record" } },
  { id: "pindah", title: { id: "Surat Pindah/Mutasi", en: "Change of address" } },
  { id: "akte-kelahiran", title: { id: "Akte Kelahiran", en: "Birth certificate" } },
  { id: "akte-kematian", title: { id: "Akte Kematian", en: "Death certificate" } },
  { id: "sktm", title: { id: "SKTM", en: "Certificate of need" } },
  { id: "kk", title: { id: "Penerbitan KK", en: "Issue of a family card" } },
  { id: "ktp", title: { id: "Penerbitan KTP", en: "Issue of an identity card" } },
] as const;

/**
 * The table asks for copies of KTP and KK, the flowchart for the originals: both are met by sighting the original and
 * keeping the copy.
 */
export const coverLetterService = createLetterService({
  id: "surat-pengantar",
  title: { id: "Surat pengantar", en: "Cover letter" },
  sopRevision: "01/SOP/PANGKALAN BANTENG 2021-11-01",
  papers: [requirePaper("formulir-desa", "original"), requirePaper("ktp", "both"), requirePaper("kk", "both")],
});

const copiesOfIdentity = [
  requirePaper("formulir-desa", "original"),
  requirePaper("ktp", "copy"),
  requirePaper("kk", "copy"),
];

/** The procedure lists the papers of heirs and of crowd permits together; each service needs its own of them. */
export const heirLetterService = createLetterService({
  id: "ahli-waris",
  title: { id: "Surat keterangan ahli waris", en: "Letter of heirs" },
  sopRevision: "01/SOP/PANGKALAN BANTENG 2021-11-01",
  papers: [...copiesOfIdentity, requirePaper("surat-kuasa", "copy"), requirePaper("surat-pernyataan", "copy")],
});

export const crowdPermitService = createLetterService({
  id: "izin-keramaian",
  title: { id: "Rekomendasi izin keramaian", en: "Crowd permit" },
  sopRevision: "01/SOP/PANGKALAN BANTENG 2021-11-01",
  papers: [...copiesOfIdentity, requirePaper("surat-undangan", "copy")],
});

function createLetterService({ id, title, sopRevision, papers }: LetterService): Service {
  return {
    id,
    title,
    sopRevision,
    standardMs: minutesMs(10),
    steps: letterSteps(papers),
    flowchart: [
      { number: 1, title: { id: "Terima dan agendakan", en: "Receive and register" }, standardMs: minutesMs(4) },
      { number: 2, title: { id: "Verifikasi dan paraf", en: "Check and initial" }, standardMs: minutesMs(3) },
      { number: 3, title: { id: "Validasi", en: "Validate" }, standardMs: minutesMs(2) },
      { number: 4, title: { id: "Serahkan", en: "Hand over" }, standardMs: minutesMs(1) },
    ],
  };
}

function letterSteps(papers: readonly PaperRequirement[]): readonly [Step, ...Step[]] {
  return [
    {
      id: "terima-berkas",
      title: { id: "Menerima berkas", en: "Receive the papers" },
      actors: ["clerk"],
      papers,
      standardMs: minutesMs(2),
      output: { id: "Lembar Ceklist", en: "Checklist" },
      flowchartStep: 1,
      acts: ["papers"],
    },
    {
      id: "agenda",
      title: { id: "Mengagendakan dan memberi nomor register", en: "Enter in the register book" },
      actors: ["clerk"],
      papers: [],
      standardMs: minutesMs(2),
      output: { id: "Nomor Register", en: "Register number" },
      flowchartStep: 1,
      acts: ["register-number"],
    },
    {
      id: "verifikasi",
      title: { id: "Verifikasi dan paraf; dikembalikan bila tidak lengkap", en: "Check and initial, or return" },
      actors: ["kasi"],
      papers: [],
      standardMs: minutesMs(3),
      output: { id: "Berkas Permohonan", en: "Application file" },
      flowchartStep: 2,
      acts: ["letter-check"],
    },
    {
      id: "validasi",
      title: { id: "Validasi", en: "Validate" },
      actors: ["camat", "sekcam", "kasi"],
      papers: [],
      standardMs: minutesMs(2),
      output: { id: "Surat Keterangan tervalidasi", en: "Validated letter" },
      flowchartStep: 3,
      acts: ["letter-validation"],
    },
    {
      id: "serahkan",
      title: { id: "Menyerahkan kepada pemohon", en: "Hand over to the resident" },
      actors: ["clerk"],
      papers: [],
      standardMs: minutesMs(1),
      output: null,
      flowchartStep: 4,
      acts: ["hand-over"],
    },
  ];
}
