import { residentIds } from "../../runtime/demo/scripted-resident.ts";
import type {
  CaptureTarget,
  DemoView,
  DeskView,
  EntryField,
  KioskView,
  Offer,
  OfferNeed,
  OfficerView,
  OperatorView,
  PaperView,
  TargetView,
} from "../../runtime/kiosk/wire/kiosk-view.ts";
import { captureTargets } from "../../runtime/visit/capture-target.ts";
import { baseView, type NamedView } from "./views.ts";

type OpenView = Extract<OperatorView, { readonly state: "open" }>;

const officer = (id: string, role: OfficerView["role"], rest: Partial<OfficerView> = {}): OfficerView => ({
  id,
  role,
  hasPin: true,
  hasFinger: false,
  ...rest,
});

export const officers: readonly OfficerView[] = [
  officer("sari.operator", "operator", { hasFinger: true }),
  officer("budi.operator", "operator"),
  officer("pak.kasi", "kasi"),
  officer("bu.camat", "camat", { hasPin: false, hasFinger: true }),
];

const reason: OfferNeed = { kind: "reason" };
const second: OfferNeed = { kind: "second" };

export const offer = (id: string, needs: readonly OfferNeed[] = [], rest: Partial<Offer> = {}): Offer => ({
  id,
  deed: id.split(":")[0] ?? id,
  target: null,
  paper: null,
  needs,
  ...rest,
});
const ofPaper = (id: string, paper: string, needs: readonly OfferNeed[] = []) => offer(id, needs, { paper });
const ofTarget = (deed: string, target: CaptureTarget, needs: readonly OfferNeed[] = []) =>
  offer(`${deed}:${target}`, needs, { target });

const end: readonly Offer[] = [offer("suspended", [reason]), offer("cancelled", [reason])];

const target = (name: CaptureTarget, rest: Partial<TargetView> = {}): TargetView => ({
  target: name,
  state: "ahead",
  attempts: 0,
  attemptsLeft: 3,
  score: null,
  limit: name.startsWith("finger") ? 40 : 60,
  reasons: [],
  failure: null,
  exception: null,
  lookalike: null,
  ...rest,
});

const settled: Partial<Record<CaptureTarget, Partial<TargetView>>> = {
  face: { state: "accepted", attempts: 2, score: 84 },
  "finger-02": { state: "accepted", attempts: 1, score: 61 },
  "finger-03": { state: "accepted", attempts: 3, score: 33, attemptsLeft: 0, reasons: ["too-dry"] },
  "finger-04": {
    state: "undecided",
    attempts: 3,
    attemptsLeft: 0,
    score: 28,
    reasons: ["same-as-finger-03", "too-dry", "partial"],
    lookalike: "finger-03",
  },
  "finger-05": { state: "excepted", exception: "missing" },
  "finger-07": { state: "blocked", attempts: 1, failure: "driver.disconnected" },
  "finger-08": { state: "capturing", attempts: 1, attemptsLeft: 2, score: 37, reasons: ["off-centre"] },
};

const paper = (name: string, rest: Partial<PaperView> = {}): PaperView => ({
  paper: name,
  form: "copy",
  condition: "always",
  isOriginalSighted: false,
  isCopyKept: false,
  pages: 0,
  isWaived: false,
  isSettled: false,
  ...rest,
});

const stepTimes = [
  ["terima-berkas", 1, 52_000, "finished"],
  ["validasi-siak", 5, 410_000, "finished"],
  ["konfirmasi-data", 1, 48_000, "finished"],
  ["validasi-awal", 2, 31_000, "finished"],
  ["perekaman", 10, 252_000, "working"],
  ["sidik-jari-tanggung-jawab", 10, 0, "ahead"],
  ["pengesahan", 1, 0, "ahead"],
] as const;

export const desk: DeskView = {
  visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42c5",
  service: "ktp-el",
  act: "fingers",
  steps: stepTimes.map(([id, minutes, workingMs, state]) => ({
    id,
    title: { id, en: id },
    standardMs: minutes * 60_000,
    workingMs,
    waitingMs: state === "ahead" ? 0 : 4_000,
    state,
    isOverStandard: workingMs > minutes * 60_000,
  })),
  papers: [
    paper("formulir-desa", { form: "original", isOriginalSighted: true, isSettled: true }),
    paper("ktp", { form: "both", isOriginalSighted: true }),
    paper("kk", { isCopyKept: true, pages: 2, isSettled: true }),
    paper("surat-nikah", { condition: "when-data-differ" }),
  ],
  data: [
    { field: "nik", value: "990101••••••0007", isDifferent: false, registered: null },
    { field: "namaLengkap", value: "SITI CONTOH", isDifferent: false, registered: null },
    { field: "tempatLahir", value: "KARANG MULYA", isDifferent: false, registered: null },
    { field: "tanggalLahir", value: "1987-04-12", isDifferent: true, registered: "1978-04-12" },
    { field: "jenisKelamin", value: "P", isDifferent: false, registered: null },
    { field: "alamat", value: "JL. CONTOH NO. 12, RT 003 RW 001", isDifferent: true, registered: null },
    { field: "statusPerkawinan", value: "KAWIN", isDifferent: false, registered: null },
    { field: "kewarganegaraan", value: "WNI", isDifferent: false, registered: null },
  ],
  register: "found",
  eligibility: "beginner",
  targets: captureTargets.map((name) => target(name, settled[name])),
  duplicates: [],
  registerNumber: "470/123/2026",
};

export const openView: OpenView = {
  state: "open",
  officer: officers[0] as OfficerView,
  officers,
  queue: [
    {
      visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42aa",
      service: "surat-pengantar",
      phase: "suspended",
      stepId: "agenda",
    },
    { visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42bb", service: "ktp-el", phase: "sealed", stepId: null },
  ],
  desk,
  entry: null,
  offers: end,
};

const field = (name: string, form: EntryField["form"], choices: readonly string[] = []): EntryField => ({
  field: name,
  form,
  choices,
  value: "",
});

export const entryFields: readonly EntryField[] = [
  field("nomorKk", "digits"),
  field("namaLengkap", "text"),
  field("tempatLahir", "text"),
  field("tanggalLahir", "date"),
  field("jenisKelamin", "choice", ["L", "P"]),
  field("golonganDarah", "choice", ["A", "B", "AB", "O", "TIDAK TAHU"]),
  field("alamat", "text"),
  field("rt", "digits"),
  field("rw", "digits"),
  field("kelurahanDesa", "text"),
  field("agama", "choice", ["ISLAM", "KRISTEN", "KATHOLIK", "HINDU", "BUDHA", "KHONGHUCU", "KEPERCAYAAN"]),
  field("pekerjaan", "text"),
];

export const decisionOffers: readonly Offer[] = [
  ofTarget("retry-requested", "finger-04"),
  ofTarget("below-limit-accepted", "finger-04", [reason, second]),
  ofTarget("capture-excepted", "finger-04", [
    { kind: "exception-reason", reasons: ["missing", "bandaged", "unable", "waived", "device-unavailable"] },
    second,
  ]),
  ofTarget("finger-reopened", "finger-03", [reason, second]),
  ofTarget("retry-requested", "finger-07"),
  ofTarget("capture-excepted", "finger-07", [
    { kind: "exception-reason", reasons: ["missing", "bandaged", "unable", "waived", "device-unavailable"] },
    second,
  ]),
  ...end,
];

export const paperOffers: readonly Offer[] = [
  offer("papers-confirmed"),
  ofPaper("paper-checked:formulir-desa:original", "formulir-desa"),
  ofPaper("paper-checked:ktp:original", "ktp"),
  ofPaper("paper-checked:ktp:copy", "ktp"),
  ofPaper("scan-requested:ktp", "ktp"),
  ofPaper("paper-waived:ktp", "ktp", [reason, second]),
  ofPaper("paper-checked:surat-nikah:copy", "surat-nikah"),
  ofPaper("scan-requested:surat-nikah", "surat-nikah"),
  ofPaper("paper-waived:surat-nikah", "surat-nikah", [reason, second]),
  ...end,
];

export const letterReturn = offer("letter-returned", [
  { kind: "papers", papers: ["formulir-desa", "ktp", "kk"] },
  reason,
]);
export const kasiSigns = offer("kasi-signed", [{ kind: "officer", roles: ["kasi"] }]);

const under = (operator: OperatorView, rest: Partial<KioskView> = {}): KioskView => ({
  ...baseView,
  operator,
  ...rest,
});

/** Every state of the officers' side. */
export const deskViews: readonly NamedView[] = [
  { name: "desk-locked", view: under({ state: "locked", officers, failure: null, waitMs: 0 }) },
  { name: "desk-refused", view: under({ state: "locked", officers, failure: "refused", waitMs: 0 }) },
  { name: "desk-waiting", view: under({ state: "locked", officers, failure: "locked", waitMs: 287_000 }) },
  {
    name: "desk-overview",
    view: under(openView, {
      conditions: [
        { kind: "office-offline", pending: 3 },
        { kind: "device-away", role: "irisCamera", failure: "driver.disconnected", advice: null },
      ],
    }),
  },
  { name: "desk-captures", view: under({ ...openView, offers: decisionOffers }) },
  {
    name: "desk-papers",
    view: under({ ...openView, desk: { ...desk, act: "papers", targets: [] }, offers: paperOffers }),
  },
  {
    name: "desk-data",
    view: under({
      ...openView,
      desk: { ...desk, act: "data-validation", targets: [] },
      offers: [
        offer("data-validated"),
        offer("look-up-requested"),
        offer("register-overridden", [reason, second]),
        ...end,
      ],
    }),
  },
  {
    name: "desk-duplicate",
    view: under({
      ...openView,
      desk: {
        ...desk,
        targets: [],
        duplicates: [{ target: "finger-02", visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42aa", score: 87.3 }],
      },
      offers: [offer("duplicate-dismissed", [reason, second]), ...end],
    }),
  },
  {
    name: "desk-signing",
    view: under({ ...openView, desk: { ...desk, act: "kasi-signature", targets: [] }, offers: [kasiSigns, ...end] }),
  },
  { name: "desk-queue", view: under({ ...openView, desk: null, offers: [] }) },
  { name: "desk-entry", view: under({ ...openView, desk: null, offers: [], entry: entryFields }) },
];

export const demo: DemoView = {
  residents: residentIds,
  current: "dry-fingers",
  nik: "9901015204870007",
  pin: "135790",
  isPlaying: false,
};

export const demoViews: readonly NamedView[] = [
  { name: "demo-chosen", view: { ...baseView, demo } },
  { name: "demo-playing", view: { ...baseView, demo: { ...demo, isPlaying: true } } },
  { name: "demo-nobody", view: { ...baseView, demo: { ...demo, current: null, nik: null } } },
];
