import { requirePaper } from "./papers.ts";
import { minutesMs, type Service } from "./service.ts";

const supporting = [
  requirePaper("akte-kelahiran", "copy", "when-data-differ"),
  requirePaper("surat-nikah", "copy", "when-data-differ"),
  requirePaper("ijazah-terakhir", "copy", "when-data-differ"),
];

/**
 * Perekaman KTP-el: seven table steps, thirty minutes. Table steps 4 and 5 are one step of twelve minutes in the
 * flowchart. The order inside step 5 is the flowchart's, photo first: Ditjen Dukcapil letter 400.8.1.2/13999/Dukcapil
 * of 11 October 2024 wants the photo approved before any other biometric. Before the finger in step 6 the resident reads
 * everything through once more and stands by the signature: it is what endorses data and biometrics.
 */
export const ktpElService: Service = {
  id: "ktp-el",
  title: { id: "Perekaman KTP-el", en: "KTP-el recording" },
  sopRevision: "01/SOP/PANGKALAN BANTENG 2021-11-01",
  standardMs: minutesMs(30),
  steps: [
    {
      id: "terima-berkas",
      title: { id: "Menerima berkas, pemohon dipersilakan menunggu", en: "Receive the papers" },
      actors: ["clerk"],
      papers: [requirePaper("kk", "copy")],
      standardMs: minutesMs(1),
      output: null,
      flowchartStep: 1,
      acts: ["papers"],
    },
    {
      id: "validasi-siak",
      title: { id: "Validasi dan penyesuaian data di SIAK", en: "Validate the data in the register" },
      actors: ["operator"],
      papers: [requirePaper("kk", "copy")],
      standardMs: minutesMs(5),
      output: { id: "Data dan Informasi", en: "Data and information" },
      flowchartStep: 2,
      acts: ["register-look-up", "data-validation"],
    },
    {
      id: "konfirmasi-data",
      title: { id: "Verifikasi dan konfirmasi data dengan pemohon", en: "Confirm the data with the resident" },
      actors: ["operator", "resident"],
      papers: [requirePaper("kk", "copy"), ...supporting],
      standardMs: minutesMs(1),
      output: { id: "Data dan Informasi", en: "Data and information" },
      flowchartStep: 3,
      acts: ["data-confirmation"],
    },
    {
      id: "validasi-awal",
      title: { id: "Validasi tahap awal perekaman", en: "Open the recording" },
      actors: ["operator"],
      papers: [requirePaper("kk", "copy")],
      standardMs: minutesMs(2),
      output: { id: "Data dan Informasi", en: "Data and information" },
      flowchartStep: 4,
      acts: ["eligibility"],
    },
    {
      id: "perekaman",
      title: { id: "Rekam foto, sidik jari, tanda tangan, iris", en: "Capture photo, fingers, signature, irises" },
      actors: ["operator", "resident"],
      papers: [],
      standardMs: minutesMs(10),
      output: { id: "Data dan Informasi", en: "Data and information" },
      flowchartStep: 4,
      acts: ["photo", "photo-approval", "fingers", "signature", "irises"],
    },
    {
      id: "sidik-jari-tanggung-jawab",
      title: {
        id: "Membubuhkan sidik jari sebagai pertanggungjawaban kebenaran data",
        en: "Verify the resident; the operator answers for the data",
      },
      actors: ["operator", "resident"],
      papers: [],
      standardMs: minutesMs(10),
      output: { id: "Data dan Informasi", en: "Data and information" },
      flowchartStep: 5,
      acts: ["data-approval", "resident-verification", "operator-attestation"],
    },
    {
      id: "pengesahan",
      title: { id: "Paraf operator, tanda tangan Kasi, cap dinas", en: "Initials, signature and official stamp" },
      actors: ["operator", "kasi"],
      papers: [],
      standardMs: minutesMs(1),
      output: { id: "Surat Hasil Perekaman", en: "Letter of recording" },
      flowchartStep: 6,
      acts: ["operator-initials", "kasi-signature", "official-stamp"],
    },
  ],
  flowchart: [
    { number: 1, title: { id: "Terima berkas", en: "Receive papers" }, standardMs: minutesMs(1) },
    { number: 2, title: { id: "Validasi data SIAK", en: "Validate register data" }, standardMs: minutesMs(5) },
    { number: 3, title: { id: "Konfirmasi data", en: "Confirm data" }, standardMs: minutesMs(1) },
    { number: 4, title: { id: "Rekam biometrik", en: "Capture biometrics" }, standardMs: minutesMs(12) },
    { number: 5, title: { id: "Bubuhkan sidik jari", en: "Apply the fingerprint" }, standardMs: minutesMs(10) },
    { number: 6, title: { id: "Paraf, tanda tangan, cap", en: "Initial, sign, stamp" }, standardMs: minutesMs(1) },
  ],
};
