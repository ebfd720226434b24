import { residentIds } from "../../runtime/demo/scripted-resident.ts";
import type { DemoView, KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import type { DeskView } from "../../runtime/kiosk/wire/view/desk-view.ts";
import type { Offer, OfferNeed, OfficerView } from "../../runtime/kiosk/wire/view/offer.ts";
import type { EntryField, OperatorView } from "../../runtime/kiosk/wire/view/operator-view.ts";
import type { PaperPart, PaperView } from "../../runtime/kiosk/wire/view/paper-view.ts";
import type { TargetView } from "../../runtime/kiosk/wire/view/target-view.ts";
import type { CaptureTarget } from "../../runtime/kiosk/wire/view/terms.ts";
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
const second: OfferNeed = { kind: "second", officers: officers.slice(1) };

export const offer = (id: string, needs: readonly OfferNeed[] = [], rest: Partial<Offer> = {}): Offer => ({
  id,
  deed: id.split(":")[0] ?? id,
  target: null,
  paper: null,
  part: null,
  needs,
  ...rest,
});
const ofPaper = (id: string, paper: string, needs: readonly OfferNeed[] = []) => offer(id, needs, { paper });
const tick = (paper: string, part: PaperPart) => offer(`paper-checked:${paper}:${part}`, [], { paper, part });
const ofTarget = (deed: string, target: CaptureTarget, needs: readonly OfferNeed[] = []) =>
  offer(`${deed}:${target}`, needs, { target });

const end: readonly Offer[] = [offer("suspended", [reason]), offer("cancelled", [reason])];

const target = (name: CaptureTarget, rest: Partial<TargetView> = {}): TargetView => ({
  target: name,
  state: "ahead",
  attempts: 0,
  attemptsLeft: null,
  score: null,
  limit: name.startsWith("finger") ? 40 : name.startsWith("iris") ? 60 : 0,
  isEnough: false,
  isToDecide: false,
  note: null,
  reasons: [],
  failure: null,
  exception: null,
  lookalike: null,
  ...rest,
});

const settled: Partial<Record<CaptureTarget, Partial<TargetView>>> = {
  face: { state: "accepted", attempts: 2, score: 84, isEnough: true },
  "finger-02": { state: "accepted", attempts: 1, score: 61, isEnough: true },
  "finger-03": { state: "accepted", attempts: 3, score: 33, reasons: ["too-dry"] },
  "finger-04": {
    ...{ state: "undecided", isToDecide: true, note: "undecided" },
    attempts: 3,
    score: 28,
    reasons: ["same-as-finger-03", "too-dry", "partial"],
    lookalike: "finger-03",
  },
  "finger-05": { state: "excepted", exception: "missing" },
  "finger-07": {
    ...{ state: "blocked", isToDecide: true, note: "blocked" },
    ...{ attempts: 1, failure: "driver.disconnected" },
  },
  "finger-08": {
    ...{ state: "capturing", note: "again" },
    ...{ attempts: 1, attemptsLeft: 2, score: 37, reasons: ["off-centre"] },
  },
};

const paper = (name: string, rest: Partial<PaperView> = {}): PaperView => ({
  paper: name,
  form: "copy",
  condition: "always",
  isOriginalSighted: false,
  isCopyKept: false,
  pages: 0,
  state: "missing",
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
    overMs: Math.max(0, workingMs - minutes * 60_000),
  })),
  stepTotals: { standardMs: 1_800_000, workingMs: 793_000, waitingMs: 20_000 },
  papers: [
    paper("formulir-desa", { form: "original", isOriginalSighted: true, state: "settled", isSettled: true }),
    paper("ktp", { form: "both", isOriginalSighted: true }),
    paper("kk", { isCopyKept: true, pages: 2, state: "settled", isSettled: true }),
    paper("surat-nikah", { condition: "when-data-differ" }),
  ],
  data: [
    { field: "nik", value: "990101••••••0007", comparison: "same", registered: null },
    { field: "namaLengkap", value: "SITI CONTOH", comparison: "same", registered: null },
    { field: "tempatLahir", value: "KARANG MULYA", comparison: "same", registered: null },
    { field: "tanggalLahir", value: "1987-04-12", comparison: "differs", registered: "1978-04-12" },
    { field: "jenisKelamin", value: "P", comparison: "same", registered: null },
    { field: "alamat", value: "JL. CONTOH NO. 12, RT 003 RW 001", comparison: "differs", registered: null },
    { field: "statusPerkawinan", value: "KAWIN", comparison: "same", registered: null },
    { field: "kewarganegaraan", value: "WNI", comparison: "same", registered: null },
  ],
  register: "found",
  numberHints: [
    { field: "nik", outcome: "differs", places: [14], confidencePercent: 84, source: "print" },
    { field: "nomorKk", outcome: "same", confidencePercent: 91, source: "print" },
  ],
  portraitEyes: [],
  pageFaults: [{ paper: "kk", reasons: ["glare", "cut-corner"] }],
  eligibility: "beginner",
  targets: captureTargets
    .map((name) => target(name, settled[name]))
    .toSorted((one, other) => Number(other.isToDecide) - Number(one.isToDecide)),
  twins: [{ target: "finger-04", lookalike: "finger-03" }],
  duplicates: [],
  registerNumber: "470/123/2026",
  letter: null,
};

export const openView: OpenView = {
  state: "open",
  officer: officers[0] as OfficerView,
  sides: [
    { side: "overview", open: 0 },
    { side: "papers", open: 2 },
    { side: "data", open: 2 },
    { side: "captures", open: 2 },
    { side: "queue", open: 2 },
  ],
  suggestedSide: "captures",
  queue: [
    {
      visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42aa",
      service: "surat-pengantar",
      receiptNumber: "7D42AA01",
      phase: "suspended",
      ...{ stepId: "agenda", act: "hand-over", reason: "Menunggu berkas dari rumah" },
      ...{ waitingMs: 4_380_000, canResume: true },
    },
    {
      visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42bb",
      service: "ktp-el",
      receiptNumber: "5F0EBB02",
      phase: "sealed",
      ...{ stepId: null, act: null, reason: null, waitingMs: 40_000, canResume: false },
    },
  ],
  desk,
  entry: null,
  search: null,
  offers: end,
};

const field = (name: string, form: EntryField["form"], choices: readonly string[] = []): EntryField => ({
  field: name,
  form,
  choices,
  lengthMax: form === "digits" ? 16 : 60,
  isRequired: ["namaLengkap", "tanggalLahir", "jenisKelamin", "agama"].includes(name),
  value: "",
  fault: null,
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

/** The same, once somebody has tried to save it. */
const typed: Readonly<Record<string, Partial<EntryField>>> = {
  nomorKk: { value: "62010101", fault: "sixteen-digits" },
  namaLengkap: { value: "BUDI CONTOH" },
  tempatLahir: { value: "KARANG MULYA" },
  tanggalLahir: { value: "1990-02-30", fault: "no-such-date" },
  jenisKelamin: { fault: "missing" },
};
const faultyEntry = entryFields.map((one) => ({ ...one, ...typed[one.field] }));

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
  tick("formulir-desa", "original"),
  tick("ktp", "original"),
  tick("ktp", "copy"),
  ofPaper("scan-requested:ktp", "ktp"),
  ofPaper("paper-waived:ktp", "ktp", [reason, second]),
  tick("surat-nikah", "copy"),
  ofPaper("scan-requested:surat-nikah", "surat-nikah"),
  ofPaper("paper-waived:surat-nikah", "surat-nikah", [reason, second]),
  ...end,
];

export const letterReturn = offer("letter-returned", [
  { kind: "papers", papers: ["formulir-desa", "ktp", "kk"] },
  reason,
]);
export const attests = offer("operator-attested", [
  { kind: "officer", roles: ["operator"], officers: officers.filter(({ role }) => role === "operator") },
]);
export const kasiSigns = offer("kasi-signed", [
  { kind: "officer", roles: ["kasi"], officers: officers.filter(({ role }) => role === "kasi") },
]);

const signing: DeskView = { ...desk, act: "kasi-signature", targets: [], twins: [] };

/** Nobody is at the screen: the others in hand. */
export const waiting: OpenView = {
  ...openView,
  desk: null,
  offers: [],
  sides: [
    ...(["overview", "papers", "data", "captures"] as const).map((side) => ({ side, open: 0 })),
    { side: "queue", open: 2 },
  ],
  suggestedSide: "queue",
};

export const deviceAway = {
  kind: "device-away",
  role: "irisCamera",
  failure: "driver.disconnected",
  advice: null,
  remedy: null,
  reported: null,
} as const;

export const lockedView = {
  state: "locked",
  officers,
  canLogInByFinger: true,
  failure: null,
  waitMs: 0,
} as const;

/** A view of the whole page around what the officers' side shows. */
export const under = (operator: OperatorView, rest: Partial<KioskView> = {}): KioskView => ({
  ...baseView,
  operator,
  ...rest,
});

export const locked = under(lockedView);
export const deciding = under({ ...openView, offers: decisionOffers });

export const listed = ["SITI NUR'AINI BINTI ABDULLAH SOMAD", "SITI NURHAYATI", "SITI NURJANAH"].map((name, at) => ({
  entry: `entry-${at}`,
  name,
  nik: "990101••••••••07",
  birthDate: `198${at}-04-12`,
  village: "KARANG MULYA",
}));

const searches = [
  { name: "desk-search", search: { state: "idle" } },
  { name: "desk-search-short", search: { state: "too-short", lettersMin: 3, digitsMin: 6 } },
  { name: "desk-search-found", search: { state: "searched", found: listed, isMore: true } },
  { name: "desk-search-none", search: { state: "searched", found: [], isMore: false } },
] as const satisfies readonly { readonly name: string; readonly search: OpenView["search"] }[];

/** What stands on the officers' side in each of its states. */
const sides: readonly NamedView[] = [
  { name: "desk-locked", view: under(lockedView) },
  {
    name: "desk-refused",
    view: under({ ...lockedView, failure: "refused" }),
  },
  {
    name: "desk-waiting",
    view: under({ ...lockedView, failure: "locked", waitMs: 287_000 }),
  },
  {
    name: "desk-called",
    view: under(lockedView, {
      help: { by: "button", waitedMs: 190_000, canAnswer: false },
      conditions: [
        { kind: "office-offline", pending: 3 },
        { ...deviceAway, role: "printer" },
      ],
    }),
  },
  {
    name: "desk-called-open",
    view: under(waiting, { help: { by: "page", waitedMs: 20_000, canAnswer: true } }),
  },
  {
    name: "desk-safe-mode",
    view: under(
      { state: "locked", officers: [], canLogInByFinger: false, failure: null, waitMs: 0 },
      {
        screen: { kind: "out-of-service", condition: "safe-mode" },
        conditions: [{ kind: "safe-mode" }],
        help: { by: "page", waitedMs: 4_380_000, canAnswer: true },
      },
    ),
  },
  {
    name: "desk-overview",
    view: under(openView, {
      conditions: [
        { kind: "office-offline", pending: 3 },
        { ...deviceAway, remedy: "connect", reported: "sbi:202" },
      ],
    }),
  },
  { name: "desk-captures", view: under({ ...openView, offers: decisionOffers }) },
  {
    name: "desk-papers",
    view: under({
      ...openView,
      desk: { ...desk, act: "papers", targets: [], twins: [] },
      offers: paperOffers,
      suggestedSide: "papers",
    }),
  },
  {
    name: "desk-data",
    view: under({
      ...openView,
      desk: { ...desk, act: "data-validation", targets: [], twins: [] },
      suggestedSide: "data",
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
      suggestedSide: "overview",
      desk: {
        ...desk,
        ...{ targets: [], twins: [] },
        duplicates: [
          {
            target: "finger-02",
            visitId: "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42aa",
            receiptNumber: "7D42AA01",
            score: 87.3,
          },
        ],
      },
      offers: [offer("duplicate-dismissed", [reason, second]), ...end],
    }),
  },
  {
    name: "desk-signing",
    view: under({
      ...openView,
      desk: { ...signing, letter: { state: "out", canPrint: true } },
      offers: [kasiSigns, ...end],
      suggestedSide: "overview",
    }),
  },
  {
    name: "desk-letter",
    view: under({
      ...openView,
      desk: { ...signing, letter: { state: "failed", canPrint: true } },
      offers: end,
      suggestedSide: "overview",
    }),
  },
  { name: "desk-queue", view: under(waiting) },
  ...searches.map(({ name, search }) => ({
    name,
    view: under(
      { ...waiting, search, sides: [{ side: "search", open: 0 }, ...waiting.sides], suggestedSide: "search" },
      {
        screen: {
          kind: "identify",
          problem: name === "desk-search-found" ? "in-hand" : null,
          isLookingUp: false,
          groups: [],
        },
      },
    ),
  })),
  { name: "desk-entry", view: under({ ...waiting, entry: entryFields }) },
  { name: "desk-entry-faults", view: under({ ...waiting, entry: faultyEntry }) },
  {
    name: "desk-decision",
    view: under({ ...openView, desk: { ...signing, targets: [] }, offers: [kasiSigns], suggestedSide: "overview" }),
    touches: [".desk-actions button"],
  },
];

/** Every state of the officers' side, which lies over the resident's once its door is touched. */
export const deskViews: readonly NamedView[] = sides.map((side) => ({
  ...side,
  touches: [".top-bar .door:not(.demo)", ...(side.touches ?? [])],
}));

export const demo: DemoView = {
  residents: residentIds,
  current: "dry-fingers",
  nik: "9901015204870007",
  pin: "135790",
  officers: ["operator-demo", "kasi-demo", "camat-demo"],
  hand: null,
  isPlaying: false,
  guest: { part: null },
};

export const demoViews: readonly NamedView[] = [
  { name: "demo-chosen", view: { ...baseView, demo } },
  { name: "demo-playing", view: { ...baseView, demo: { ...demo, isPlaying: true, hand: "kasi-demo" } } },
  { name: "demo-guest", view: { ...baseView, demo: { ...demo, current: null, guest: { part: { hasCamera: true } } } } },
  {
    name: "demo-guest-blind",
    view: { ...baseView, demo: { ...demo, current: null, guest: { part: { hasCamera: false } } } },
  },
  { name: "demo-nobody", view: { ...baseView, demo: { ...demo, current: null, nik: null } } },
];
