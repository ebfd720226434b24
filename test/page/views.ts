import { projectSteps } from "../../runtime/kiosk/view/project-steps.ts";
import type { KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import { writeNotice } from "../../runtime/kiosk/wire/notice-text.ts";
import type { IntentOutcome } from "../../runtime/kiosk/wire/runtime-message.ts";
import type { Condition } from "../../runtime/kiosk/wire/view/condition.ts";
import type { Offer } from "../../runtime/kiosk/wire/view/offer.ts";
import type { OperatorView } from "../../runtime/kiosk/wire/view/operator-view.ts";
import type { PaperView } from "../../runtime/kiosk/wire/view/paper-view.ts";
import type { DataLine, Screen } from "../../runtime/kiosk/wire/view/screen.ts";
import type { StepView } from "../../runtime/kiosk/wire/view/step-view.ts";
import type { TargetView } from "../../runtime/kiosk/wire/view/target-view.ts";
import type { CaptureTarget } from "../../runtime/kiosk/wire/view/terms.ts";
import { nikGroups } from "../../runtime/procedure/nik.ts";

/** A screen in one of its states, under a name that a picture file can have. */
export type NamedView = {
  readonly name: string;
  readonly view: KioskView;
  /** What is touched then, one after another: the last one of each of these selectors. */
  readonly touches?: readonly string[];
  /** What the runtime answers to it. */
  readonly answer?: IntentOutcome;
  /** That the runtime is away. */
  readonly isAway?: boolean;
};

const office = "Kecamatan Pangkalan Banteng";
const minuteMs = 60_000;
const locked: OperatorView = { state: "locked", officers: [], canLogInByFinger: false, failure: null, waitMs: 0 };

const step = (id: string, minutes: number, rest: Partial<StepView> = {}): StepView => ({
  id,
  title: { id, en: id },
  standardMs: minutes * minuteMs,
  workingMs: 0,
  waitingMs: 0,
  state: "ahead",
  overMs: 0,
  ...rest,
});
const finished = (workingMs: number): Partial<StepView> => ({ state: "finished", workingMs, waitingMs: 4_000 });

/** Half-way through the recording; one step has taken longer than its standard time, which no resident is told. */
const steps: readonly StepView[] = [
  step("terima-berkas", 1, finished(52_000)),
  step("validasi-siak", 5, { ...finished(410_000), overMs: 110_000 }),
  step("konfirmasi-data", 1, finished(48_000)),
  step("validasi-awal", 2, finished(31_000)),
  step("perekaman", 10, { state: "working", workingMs: 252_000, waitingMs: 11_000 }),
  step("sidik-jari-tanggung-jawab", 10),
  step("pengesahan", 1),
];

export const baseView: KioskView = {
  position: 7,
  language: "id",
  office,
  comfort: { isInReach: false, isHighContrast: false, hasMoreTime: false, volumePercent: 0 },
  conditions: [],
  screen: { kind: "attract" },
  offers: [],
  progress: null,
  steps: [],
  endsInMs: null,
  help: null,
  canGoBack: false,
  canLeave: false,
  operator: locked,
  demo: null,
  wants: { camera: false, ink: false },
};

let offered = 0;
export function offer(deed: string, about: Partial<Pick<Offer, "target" | "paper" | "needs">> = {}): Offer {
  offered += 1;
  return { id: `offer-${offered}-${deed}`, deed, target: null, paper: null, part: null, needs: [], ...about };
}

export function target(of: CaptureTarget, rest: Partial<TargetView> = {}): TargetView {
  return {
    target: of,
    state: "ahead",
    attempts: 0,
    attemptsLeft: null,
    score: null,
    limit: 40,
    isEnough: false,
    isToDecide: false,
    note: null,
    reasons: [],
    failure: null,
    exception: null,
    lookalike: null,
    ...rest,
  };
}

const accepted = (score: number): Partial<TargetView> => ({ state: "accepted", attempts: 1, score, isEnough: true });
const again = (score: number, ...reasons: readonly string[]): Partial<TargetView> => ({
  ...{ state: "capturing", attempts: 1, attemptsLeft: 2, note: "again", score, reasons },
});

/** All ten, with what `states` says of some of them. */
export function fingers(states: Partial<Record<CaptureTarget, Partial<TargetView>>>): readonly TargetView[] {
  return Array.from({ length: 10 }, (_, index) => {
    const name = `finger-${String(index + 1).padStart(2, "0")}` as CaptureTarget;
    return target(name, states[name] ?? {});
  });
}

/** A person whom no register holds; names are as long as they come. */
export const residentData: readonly DataLine[] = [
  { field: "nik", value: "990101••••••0001", isMasked: true },
  { field: "namaLengkap", value: "SITI CONTOH PERCOBAAN", isMasked: false },
  { field: "tempatLahir", value: "KARANG MULYA", isMasked: false },
  { field: "tanggalLahir", value: "1994-03-21", isMasked: false },
  { field: "jenisKelamin", value: "P", isMasked: false },
  { field: "alamat", value: "JL. CONTOH NO. 17, RT 003 / RW 002", isMasked: false },
  { field: "kelurahanDesa", value: "KARANG MULYA", isMasked: false },
  { field: "kecamatan", value: "PANGKALAN BANTENG", isMasked: false },
  { field: "agama", value: "KEPERCAYAAN", isMasked: false },
  { field: "statusPerkawinan", value: "BELUM KAWIN", isMasked: false },
  { field: "pekerjaan", value: "PETANI", isMasked: false },
  { field: "kewarganegaraan", value: "WNI", isMasked: false },
];

const paper = (id: string, rest: Partial<PaperView> = {}): PaperView => ({
  paper: id,
  form: "copy",
  condition: "always",
  isOriginalSighted: false,
  isCopyKept: false,
  pages: 0,
  state: "missing",
  isSettled: false,
  ...rest,
});

/** Before a visit: no steps yet. */
function before(screen: Screen, number: number, rest: Partial<KioskView> = {}): KioskView {
  return { ...baseView, screen, progress: { number, count: 8 }, canGoBack: true, canLeave: true, ...rest };
}

/** Within a visit. */
function during(screen: Screen, number: number, rest: Partial<KioskView> = {}): KioskView {
  return { ...baseView, screen, progress: { number, count: 8 }, steps: projectSteps(steps), canLeave: true, ...rest };
}

const hash = "5f2c8e1b9a7d40336c1e88f0a2b4d7c95f2c8e1b9a7d40336c1e88f0a2b4d7c9";

const entering: readonly NamedView[] = [
  { name: "attract", view: baseView },
  { name: "language", view: before({ kind: "language" }, 1, { canGoBack: false }) },
  {
    name: "service",
    view: before(
      {
        kind: "service",
        services: [
          { service: "ktp-el", standardMs: 30 * minuteMs },
          { service: "surat-pengantar", standardMs: 10 * minuteMs },
          { service: "ahli-waris", standardMs: 10 * minuteMs },
          { service: "izin-keramaian", standardMs: 10 * minuteMs },
        ],
      },
      1,
    ),
  },
  {
    name: "letter-kind",
    view: before(
      {
        kind: "letter-kind",
        letters: ["skck", "pindah", "akte-kelahiran", "akte-kematian", "sktm", "kk", "ktp"],
      },
      2,
    ),
  },
  {
    name: "notice",
    view: before({ kind: "notice", version: "2", hash, sections: writeNotice("ktp-el", office, "id") }, 2),
  },
  {
    name: "notice-letter",
    view: before({ kind: "notice", version: "2", hash, sections: writeNotice("ahli-waris", office, "id") }, 2),
  },
  {
    name: "identify",
    view: before({ kind: "identify", problem: null, isLookingUp: false, groups: [...nikGroups] }, 3),
  },
  {
    name: "identify-problem",
    view: before({ kind: "identify", problem: "month", isLookingUp: false, groups: [...nikGroups] }, 3),
  },
];

const preparing: readonly NamedView[] = [
  {
    name: "papers",
    view: during(
      {
        kind: "papers",
        papers: [
          paper("kk", { isCopyKept: true, pages: 1, state: "settled", isSettled: true }),
          paper("akte-kelahiran", { condition: "when-data-differ", state: "scanning" }),
          paper("surat-nikah", { condition: "when-data-differ" }),
        ],
        scanFailure: null,
      },
      4,
      { offers: [offer("scan-requested", { paper: "surat-nikah" }), offer("papers-confirmed")] },
    ),
  },
  {
    name: "papers-failure",
    view: during(
      {
        kind: "papers",
        papers: [paper("formulir-desa", { form: "original" }), paper("ktp", { form: "both" }), paper("kk")],
        scanFailure: "no-page",
      },
      4,
      {
        offers: ["formulir-desa", "ktp", "kk"].map((id) => offer("scan-requested", { paper: id })),
      },
    ),
  },
  {
    name: "data-confirmation",
    view: during({ kind: "data-confirmation", data: residentData, differences: ["alamat"] }, 4, {
      offers: [offer("data-confirmed")],
    }),
  },
  { name: "wait", view: during({ kind: "wait", reason: "data-validation" }, 4) },
];

const capturing: readonly NamedView[] = [
  {
    name: "photo",
    view: during({ kind: "photo", face: target("face", { state: "capturing" }) }, 5),
  },
  {
    name: "photo-again",
    view: during(
      {
        kind: "photo",
        face: target("face", {
          ...{ state: "undecided", note: "undecided", isToDecide: true },
          ...{ attempts: 3, score: 38, reasons: ["eyes-closed"] },
        }),
      },
      5,
      { offers: [offer("retry-requested", { target: "face" })] },
    ),
  },
  {
    name: "photo-approval",
    view: during({ kind: "photo-approval" }, 5, { offers: [offer("photo-refused"), offer("photo-approved")] }),
  },
  {
    name: "fingers-one",
    view: during(
      {
        kind: "fingers",
        ...{ current: "finger-03", asked: ["finger-03"], isLooking: true },
        slap: null,
        next: "finger-04",
        fingers: fingers({
          "finger-01": accepted(71),
          "finger-02": accepted(63),
          "finger-03": again(28, "too-dry"),
          "finger-09": { state: "excepted", exception: "missing" },
        }),
      },
      6,
    ),
  },
  {
    name: "fingers-slap",
    view: during(
      {
        kind: "fingers",
        ...{ current: "finger-07", asked: ["finger-10", "finger-09", "finger-08", "finger-07"], isLooking: true },
        slap: "left-four",
        next: "thumbs",
        fingers: fingers({
          "finger-02": accepted(71),
          "finger-03": accepted(64),
          "finger-04": accepted(55),
          "finger-05": accepted(47),
          "finger-07": { ...again(52), isEnough: true },
          "finger-08": { ...again(44), isEnough: true },
          "finger-09": again(31, "partial"),
          "finger-10": again(22, "partial"),
        }),
      },
      6,
    ),
  },
  {
    name: "fingers-slap-again",
    view: during(
      {
        kind: "fingers",
        ...{ current: "finger-03", asked: ["finger-03", "finger-05"], isLooking: true },
        slap: null,
        next: "left-four",
        fingers: fingers({
          "finger-02": accepted(71),
          "finger-03": again(22, "too-dry"),
          "finger-04": accepted(55),
          "finger-05": again(35, "cut-off"),
          "finger-09": { state: "excepted", exception: "missing" },
        }),
      },
      6,
    ),
  },
  {
    name: "fingers-blocked",
    view: during(
      {
        kind: "fingers",
        ...{ current: "finger-02", asked: ["finger-02"], isLooking: false },
        slap: null,
        next: "finger-04",
        fingers: fingers({
          "finger-02": {
            ...{ state: "blocked", note: "blocked", isToDecide: true },
            ...{ attempts: 1, failure: "driver.disconnected" },
          },
        }),
      },
      6,
      {
        conditions: [
          {
            kind: "device-away",
            role: "fingerprint",
            failure: "driver.disconnected",
            advice: null,
            remedy: "connect",
            reported: null,
          },
        ],
      },
    ),
  },
  {
    name: "signature",
    view: during(
      {
        kind: "signature",
        surface: "screen",
        isOnScreen: true,
        isLineEnough: false,
        signature: target("signature", { state: "capturing" }),
      },
      6,
      { wants: { camera: false, ink: true } },
    ),
  },
  {
    name: "signature-line",
    view: during(
      {
        kind: "signature",
        surface: "screen",
        isOnScreen: true,
        isLineEnough: true,
        signature: target("signature", { state: "capturing", attempts: 1 }),
      },
      6,
      { wants: { camera: false, ink: true } },
    ),
  },
  {
    name: "signature-device",
    view: during(
      {
        kind: "signature",
        surface: "pad",
        isOnScreen: false,
        isLineEnough: false,
        signature: target("signature", { ...again(0, "too-small"), score: null }),
      },
      6,
    ),
  },
  {
    name: "signature-paper",
    view: during(
      {
        kind: "signature",
        surface: "paper",
        isOnScreen: false,
        isLineEnough: false,
        signature: target("signature", { state: "capturing" }),
      },
      6,
    ),
  },
  {
    name: "irises",
    view: during(
      {
        kind: "irises",
        current: "iris-left",
        eyes: [
          target("iris-right", { ...accepted(74), limit: 60 }),
          target("iris-left", { state: "capturing", limit: 60 }),
        ],
      },
      7,
    ),
  },
];

const closing: readonly NamedView[] = [
  {
    name: "data-approval",
    view: during({ kind: "data-approval", data: residentData }, 7, { offers: [offer("data-approved")] }),
  },
  {
    name: "verification",
    view: during({ kind: "verification", target: "finger-02", attemptsLeft: 2 }, 8),
  },
  {
    name: "verification-undecided",
    view: during({ kind: "wait", reason: "verification-decision" }, 8, {
      offers: [offer("verification-retried")],
    }),
  },
  { name: "suspended", view: { ...baseView, screen: { kind: "suspended", receiptNumber: "0192F0A1" } } },
  { name: "ended-cancelled", view: { ...baseView, screen: { kind: "ended", reason: "cancelled" } } },
  { name: "ended-declined", view: { ...baseView, screen: { kind: "ended", reason: "declined" } } },
  {
    name: "out-of-service",
    view: {
      ...baseView,
      screen: { kind: "out-of-service", condition: "safe-mode" },
      conditions: [{ kind: "safe-mode" }],
    },
  },
];

const conditions: readonly Condition[] = [
  { kind: "office-offline", pending: 3 },
  { kind: "device-away", role: "irisCamera", failure: null, advice: null, remedy: null, reported: null },
  { kind: "disk-low" },
  { kind: "clock-untrusted" },
  { kind: "safe-mode" },
  { kind: "update-pending" },
  { kind: "on-battery" },
];

const demo: KioskView["demo"] = {
  residents: ["good", "dry-fingers", "wrong-hand"],
  current: "good",
  nik: "9901012103940001",
  pin: "123456",
  officers: [],
  hand: null,
  isPlaying: false,
  guest: null,
};

/** States that any screen can be in. */
const states: readonly NamedView[] = [
  { name: "conditions", view: { ...before({ kind: "language" }, 1), conditions } },
  // Each alone, as it is most often.
  ...conditions.map((condition) => ({
    name: `condition-${condition.kind}`,
    view: during({ kind: "wait", reason: "data-validation" }, 4, { conditions: [condition] }),
  })),
  // Only who is asked for something can be late.
  {
    name: "time-out",
    view: during({ kind: "photo-approval" }, 5, {
      offers: [offer("photo-approved"), offer("photo-refused")],
      endsInMs: 18_000,
    }),
  },
  {
    name: "help-called",
    view: during({ kind: "wait", reason: "duplicate-decision" }, 5, {
      help: { by: "page", waitedMs: 130_000, canAnswer: false },
      demo,
    }),
  },
];

/** What lies over a screen once somebody has touched something, and what comes back of it. */
const opened: readonly NamedView[] = [
  { name: "volume-panel", view: before({ kind: "language" }, 1), touches: [".dock-small:nth-last-child(2)"] },
  { name: "comfort-panel", view: before({ kind: "language" }, 1), touches: [".dock-small:last-child"] },
  {
    name: "comfort-panel-photo-approval",
    view: during({ kind: "photo-approval" }, 5, { offers: [offer("photo-approved"), offer("photo-refused")] }),
    touches: [".dock-small:last-child"],
  },
  {
    name: "leave-question",
    view: during({ kind: "wait", reason: "data-validation" }, 4),
    touches: [".door.leave"],
  },
  {
    name: "objection",
    view: during({ kind: "data-approval", data: residentData }, 7, { offers: [offer("data-approved")] }),
    touches: [".screen-controls .button.primary"],
    answer: { kind: "refused", cause: "visit-suspended", nextAction: "dismiss-duplicate-or-cancel", override: null },
  },
  {
    name: "objection-too-fast",
    view: before({ kind: "language" }, 1),
    touches: [".dock-help"],
    answer: { kind: "invalid", problem: "too-fast" },
  },
  { name: "runtime-lost", view: during({ kind: "wait", reason: "data-validation" }, 4), isAway: true },
];

/** Every screen and every state, once; the thanks screen needs a code and is made by `thanksView`. */
export const namedViews: readonly NamedView[] = [
  ...entering,
  ...preparing,
  ...capturing,
  ...closing,
  ...states,
  ...opened,
];

/** @param code modules a side, and the path of the dark ones, one unit a module */
export function thanksView(code: { readonly size: number; readonly path: string }, receiptNumber: string): NamedView {
  const screen: Screen = { kind: "thanks", receiptNumber, code, isPrinted: true };
  return { name: "thanks", view: { ...baseView, screen, progress: { number: 8, count: 8 } } };
}
