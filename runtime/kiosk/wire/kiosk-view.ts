import type { ExceptionReason, FingerPosition } from "../../kernel/biometric.ts";
import type { ActId, Role, ServiceId } from "../../procedure/service.ts";
import type { CaptureTarget } from "../../visit/capture-target.ts";
import type { StepView } from "../../visit/visit-view.ts";

/** Languages of the page; a catalogue each. */
export const languages = ["id", "en", "jv"] as const;
export type Language = (typeof languages)[number];

/** How this resident wants the page; forgotten with the session. */
export type Comfort = {
  /** All controls in the lower third of the screen, for who sits or is small. */
  readonly isInReach: boolean;
  readonly isHighContrast: boolean;
  /** Twice the time before anything is asked or ended. */
  readonly hasMoreTime: boolean;
  /** 0 is silent. */
  readonly volumePercent: number;
};

/** What is not as it should be with the booth; never a reason for the page to stop. */
export type Condition =
  | { readonly kind: "office-offline"; readonly pending: number }
  | {
      readonly kind: "device-away";
      readonly role: DeviceRole;
      /** Code of the failure, or null where none is known. */
      readonly failure: string | null;
      /** What its driver says is to be done, in the languages that drivers speak; null where it says nothing. */
      readonly advice: { readonly id: string; readonly en: string } | null;
    }
  | { readonly kind: "disk-low" }
  | { readonly kind: "clock-untrusted" }
  | { readonly kind: "safe-mode" }
  | { readonly kind: "update-pending" }
  | { readonly kind: "on-battery" };

export type DeviceRole =
  | "fingerprint"
  | "faceCamera"
  | "irisCamera"
  | "signaturePad"
  | "documentScanner"
  | "boothIo"
  | "printer"
  | "receiptPrinter";

/** What a capture of one target has come to. */
export type TargetView = {
  readonly target: CaptureTarget;
  readonly state: "ahead" | "capturing" | "undecided" | "blocked" | "accepted" | "excepted";
  readonly attempts: number;
  /** Attempts left before the operator may decide; 0 when used up. */
  readonly attemptsLeft: number;
  /** Best score from 0 to 100, or null. */
  readonly score: number | null;
  /** The limit the score is held to. */
  readonly limit: number;
  /** Codes of what the best attempt lacks, most useful first. */
  readonly reasons: readonly string[];
  /** Code of the device's failure when `blocked`. */
  readonly failure: string | null;
  readonly exception: ExceptionReason | null;
  /** The finger of the same visit that this one looks like. */
  readonly lookalike: CaptureTarget | null;
};

export type PaperView = {
  readonly paper: string;
  readonly form: "copy" | "original" | "both";
  readonly condition: "always" | "when-data-differ";
  readonly isOriginalSighted: boolean;
  readonly isCopyKept: boolean;
  readonly pages: number;
  readonly isWaived: boolean;
  /** In the form that the procedure asks for, or waived. */
  readonly isSettled: boolean;
};

/** One line of a resident's data; `isMasked` where the middle is hidden. */
export type DataLine = { readonly field: string; readonly value: string; readonly isMasked: boolean };

/** Why the resident waits. */
export type WaitReason =
  | "papers-check"
  | "data-validation"
  | "data-witness"
  | "data-entry"
  | "eligibility"
  | "capture-decision"
  | "duplicate-decision"
  | "verification-decision"
  | "attestation"
  | "signing"
  | "letter-check"
  | "letter-validation"
  | "hand-over"
  | "sealing"
  | "machine";

/** What the resident sees. Everything to be shown is in here; what may be done is in `offers`. */
export type Screen =
  | { readonly kind: "attract" }
  | { readonly kind: "language" }
  | {
      readonly kind: "service";
      readonly services: readonly { readonly service: ServiceId; readonly standardMs: number }[];
    }
  | { readonly kind: "letter-kind"; readonly letters: readonly string[] }
  | { readonly kind: "notice"; readonly version: string; readonly hash: string; readonly retentionDays: number }
  | {
      readonly kind: "identify";
      /** Why the last number was not taken, or null. */
      readonly problem:
        | "not-16-digits"
        | "region"
        | "day"
        | "month"
        | "date"
        | "serial"
        | "no-code"
        | "no-scanner"
        | "in-hand"
        | "no-room"
        | null;
      readonly isLookingUp: boolean;
    }
  | {
      readonly kind: "papers";
      readonly papers: readonly PaperView[];
      /** The paper on the scanner now, or null. */
      readonly scanning: string | null;
      readonly scanFailure: string | null;
    }
  | { readonly kind: "data-confirmation"; readonly data: readonly DataLine[]; readonly differences: readonly string[] }
  | { readonly kind: "wait"; readonly reason: WaitReason }
  | { readonly kind: "photo"; readonly face: TargetView }
  | { readonly kind: "photo-approval" }
  | { readonly kind: "fingers"; readonly fingers: readonly TargetView[]; readonly current: CaptureTarget | null }
  | {
      readonly kind: "signature";
      readonly signature: TargetView;
      /** Where one signs: on this screen, or on a device of its own. */
      readonly surface: "screen" | "device";
    }
  | { readonly kind: "irises"; readonly eyes: readonly TargetView[]; readonly current: CaptureTarget | null }
  | { readonly kind: "data-approval"; readonly data: readonly DataLine[] }
  | {
      readonly kind: "verification";
      readonly target: CaptureTarget | null;
      readonly attempts: number;
      readonly attemptsMax: number;
    }
  | {
      readonly kind: "thanks";
      readonly receiptNumber: string;
      /** The receipt number as a QR code: modules a side, and an SVG path of the dark ones with one unit a module. */
      readonly code: { readonly size: number; readonly path: string };
      readonly isPrinted: boolean;
    }
  | { readonly kind: "suspended" }
  | { readonly kind: "ended"; readonly reason: "cancelled" | "declined" }
  /** Nobody can be enrolled here now. */
  | { readonly kind: "out-of-service"; readonly condition: Condition["kind"] };

export type ScreenKind = Screen["kind"];

/** What an offer asks for before it can be taken. */
export type OfferNeed =
  /** A sentence of 1 to 300 characters. */
  | { readonly kind: "reason" }
  | { readonly kind: "exception-reason"; readonly reasons: readonly ExceptionReason[] }
  /** Which papers of these the matter is about; may be none. */
  | { readonly kind: "papers"; readonly papers: readonly string[] }
  /** Someone of these roles proves who they are, and it is their deed. */
  | { readonly kind: "officer"; readonly roles: readonly Role[] }
  /** A second person, of staff and not the first, proves who they are. */
  | { readonly kind: "second" };

/**
 * Something that may be done now. The page shows it and sends its id back; whether it may be done is known nowhere else
 * than in the procedure, which has been asked.
 */
export type Offer = {
  readonly id: string;
  /** What it does, for words and picture: the name of the deed. */
  readonly deed: string;
  readonly target: CaptureTarget | null;
  readonly paper: string | null;
  readonly needs: readonly OfferNeed[];
};

export type OfficerView = {
  readonly id: string;
  readonly role: Role;
  readonly hasPin: boolean;
  readonly hasFinger: boolean;
};

export type QueueEntry = {
  readonly visitId: string;
  readonly service: ServiceId;
  readonly phase: "open" | "suspended" | "finished" | "sealed";
  readonly stepId: string | null;
};

/** What the operator sees of the visit at the screen. */
export type DeskView = {
  readonly visitId: string;
  readonly service: ServiceId;
  readonly act: ActId | null;
  readonly steps: readonly StepView[];
  readonly papers: readonly PaperView[];
  /** Side by side: what the resident says and what the register says; null where that is not known. */
  readonly data: readonly {
    readonly field: string;
    readonly value: string;
    readonly isDifferent: boolean;
    /** What the register has in its place; null where it agrees or is not at hand. */
    readonly registered: string | null;
  }[];
  readonly register: "found" | "not-found" | "already-recorded" | "unreachable" | null;
  readonly eligibility: "eligible" | "beginner" | "under-age";
  readonly targets: readonly TargetView[];
  readonly duplicates: readonly { readonly target: CaptureTarget; readonly visitId: string; readonly score: number }[];
  readonly registerNumber: string | null;
};

export type OperatorView =
  | {
      readonly state: "locked";
      readonly officers: readonly OfficerView[];
      readonly failure: "refused" | "locked" | null;
      readonly waitMs: number;
    }
  | {
      readonly state: "open";
      readonly officer: OfficerView;
      readonly officers: readonly OfficerView[];
      readonly queue: readonly QueueEntry[];
      readonly desk: DeskView | null;
      /** A resident whose data nobody has: the operator types them in. The fields, in their order. */
      readonly entry: readonly EntryField[] | null;
      readonly offers: readonly Offer[];
    };

export type EntryField = {
  readonly field: string;
  readonly form: "text" | "digits" | "date" | "choice";
  readonly choices: readonly string[];
  readonly value: string;
};

/** Scripted residents, for trainers; null on a booth that is not a demonstration. */
export type DemoView = {
  readonly residents: readonly string[];
  readonly current: string | null;
  /** NIK of the scripted resident, so that a trainer need not know one by heart. */
  readonly nik: string | null;
  /** PIN of every officer of the demonstration. */
  readonly pin: string;
  readonly isPlaying: boolean;
};

/** Where this resident is on their way, e.g. 3 of 8. */
export type Progress = { readonly number: number; readonly count: number };

/** All that the page shows; a projection of booth and visit, and nothing that the page may decide by. */
export type KioskView = {
  /** Names this state of things: an intent that was made at another one is stale. */
  readonly position: number;
  readonly language: Language;
  readonly comfort: Comfort;
  readonly conditions: readonly Condition[];
  readonly screen: Screen;
  /** What the resident may do now. */
  readonly offers: readonly Offer[];
  readonly progress: Progress | null;
  /** The steps of the official procedure with their times; empty before a visit. */
  readonly steps: readonly StepView[];
  /** Set in the last seconds before the session ends for want of a sign of life. */
  readonly endsInMs: number | null;
  readonly isHelpCalled: boolean;
  readonly canGoBack: boolean;
  readonly operator: OperatorView;
  readonly demo: DemoView | null;
  /** What the page itself is needed for: as camera, as signature pad. */
  readonly wants: { readonly camera: boolean; readonly ink: boolean };
};

export type { ActId, CaptureTarget, ExceptionReason, FingerPosition, Role, ServiceId, StepView };
