import type { AccessResult, OperatorEntry } from "../access/open-access.ts";
import type { Clock } from "../kernel/clock.ts";
import type { DeviceStatus } from "../kernel/device.ts";
import type { Logger } from "../kernel/logger.ts";
import type { ServiceId } from "../procedure/service.ts";
import type { PortraitEyesPolicy } from "../record/portrait-eye.ts";
import type { Biodata, SearchResult } from "../registry/registry.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import type { VisitDesk } from "../visit/visit-desk.ts";
import type { DeedOf } from "../visit/visit-event.ts";
import type { Refusal, VisitPolicy } from "../visit/visit-state.ts";
import type { StageKeeper } from "./session/keep-stage.ts";
import type { TargetLimits } from "./view/project-targets.ts";
import type { OfficerProof, PageMessage } from "./wire/page-message.ts";
import type { Condition } from "./wire/view/condition.ts";
import type { LetterState } from "./wire/view/desk-view.ts";
import type { SignatureSurface } from "./wire/view/screen.ts";

/** What the booth is to its kiosk. */
export type KioskParts = {
  /** Whose booth it is, as residents know it. */
  readonly office: string;
  readonly desk: VisitDesk;
  readonly policy: VisitPolicy;
  readonly limits: TargetLimits;
  readonly portraitEyes: PortraitEyesPolicy;
  readonly people: KioskPeople;
  readonly residents: KioskResidents;
  /** The photo, the signature: what somebody must see to approve it, as JPEG; null where there is none. */
  readonly readStill: (visitId: string, target: CaptureTarget) => Promise<Still | null>;
  readonly letters: KioskLetters;
  /** That a slip of the visit has been printed for the resident. */
  readonly isSlipOut: (visitId: string) => boolean;
  readonly line: () => { readonly isConnected: boolean; readonly pending: number };
  readonly devices: WatchedDevices;
  /** What else is not as it should be, as last looked at. */
  readonly conditions: () => readonly Condition[];
  /** Why nobody can be served here at all, or null. */
  readonly outOfService: Condition["kind"] | null;
  /** How the booth shows itself to a room, and is called from it. */
  readonly signs: BoothSigns;
  readonly page: PageDevices;
  readonly signatureSurface: () => SignatureSurface;
  readonly demo: KioskDemo | null;
  /** Keeps where somebody is before there is a visit, and whether an officer is called; null where that is forgotten with the process. */
  readonly stages: Pick<StageKeeper, "kept" | "keep"> | null;
  readonly timing: KioskTiming;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type Still = { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number };

/** Devices as whoever looks after them sees them. */
export type WatchedDevices = {
  readonly status: () => readonly DeviceStatus[];
  readonly onChange: (listener: () => void) => () => void;
};

/** What a booth tells whoever looks across the room, without a word. */
export type BoothSign = "free" | "in-use" | "attention" | "fault";

/** The lamp on top of the booth and the button beside its screen. */
export type BoothSigns = {
  /** Never waits for the lamp; the last one counts. */
  readonly show: (sign: BoothSign) => void;
  /** Each press of the button. */
  readonly onHelp: (listener: () => void) => () => void;
};

/** The sheets that officers sign by hand. */
export type KioskLetters = {
  /** Null while there is nothing to sign. */
  readonly stateOf: (visitId: string) => LetterState | null;
  /** False where there is nothing to sign. Never waits for the printer. */
  readonly print: (visitId: string) => boolean;
  readonly onChange: (listener: () => void) => () => void;
};

/** Officers, and how they prove who they are. */
export type KioskPeople = {
  readonly list: () => readonly OperatorEntry[];
  readonly verifyPin: (id: string, pin: string) => Promise<AccessResult>;
  /** Waits for a finger on the reader: of this officer, or of whoever it is. @throws BoothError `driver.*` */
  readonly verifyFinger: (id?: string) => Promise<AccessResult>;
  /** Log-in and attestation in one. @throws BoothError `driver.*` where it is by finger */
  readonly attest: (visitId: string, proof: OfficerProof) => Promise<AttestResult>;
};

export type AttestResult =
  | { readonly kind: "attested" }
  | { readonly kind: "not-taken"; readonly refusal: Refusal }
  | Exclude<AccessResult, { readonly kind: "granted" }>;

export type FoundResident =
  | { readonly kind: "found"; readonly biodata: Biodata }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreachable" };

/** Residents and their visits. */
export type KioskResidents = {
  readonly find: (nik: string) => Promise<FoundResident>;
  /** What the register itself has under the number, to be laid beside what the resident says. */
  readonly findRegistered: (nik: string) => Promise<FoundResident>;
  /** Looks for somebody in the register's list, for officers alone; null where there is no list. */
  readonly search: ((wanted: string) => SearchResult) | null;
  /**
   * Texts of the QR codes on the paper that lies on the scanner; the picture is kept nowhere.
   * @throws BoothError `driver.*`
   */
  readonly readCodes: () => Promise<readonly string[]>;
  /** @throws BoothError `visit.refused`, `journal.full`, `disk.full` */
  readonly openVisit: (request: {
    readonly biodata: Biodata;
    readonly service: ServiceId;
    readonly notice: NonNullable<DeedOf<"opened">["notice"]>;
  }) => Promise<string>;
  /** @throws BoothError `vault.missing` when there is no such visit any more */
  readonly read: (visitId: string) => Promise<Biodata>;
};

/** The page as camera and as pad; null where the configuration names other devices. */
export type PageDevices = {
  readonly camera: PageCameraFeed | null;
  readonly ink: PageInkFeed | null;
};

type CameraState = Extract<PageMessage, { readonly kind: "camera" }>["state"];
type Ink = Omit<Extract<PageMessage, { readonly kind: "ink" }>, "kind">;

/** How the line to a page sees its camera; the driver behind it is none of the kiosk's business. */
export type PageCameraFeed = {
  readonly setState: (state: CameraState) => void;
  readonly offer: (jpeg: Uint8Array, sequence: number) => boolean;
  readonly isWanted: () => boolean;
  readonly onWant: (listener: (isWanted: boolean) => void) => () => void;
  readonly onTaken: (listener: (sequence: number) => void) => () => void;
};

/** How the line to a page sees what is signed on it. */
export type PageInkFeed = {
  readonly setThere: (isThere: boolean) => void;
  readonly offer: (ink: Ink) => boolean;
  readonly isWanted: () => boolean;
  readonly onWant: (listener: (isWanted: boolean) => void) => () => void;
};

/** Scripted residents on simulated devices. */
export type KioskDemo = {
  readonly residents: () => readonly string[];
  readonly current: () => string | null;
  readonly nik: () => string | null;
  readonly pin: string;
  /** False when there is nobody of that name. */
  readonly choose: (resident: string) => boolean;
  /** How whoever stands before the page takes part in place of a scripted resident; null where they cannot. */
  readonly guest: DemoGuest | null;
  /** Officers of the demonstration, each with a finger that the simulated reader can be shown. */
  readonly officers: () => readonly string[];
  /** Whose finger the reader sees next in place of the resident's, or null. */
  readonly hand: () => string | null;
  /** Once; null takes it back. False when there is no such officer. */
  readonly layFinger: (officer: string | null) => boolean;
  readonly isPlaying: () => boolean;
  /** The visit that is being played, one that was opened for it where there was none; null when nothing is. */
  readonly play: (visitId: string | null, isPlaying: boolean) => Promise<string | null>;
};

/** The person before the page, whose face and signature take the place of simulated ones. */
export type DemoGuest = {
  /** What they lend now, or null. */
  readonly part: () => { readonly hasCamera: boolean } | null;
  /** From the next look on; choosing a scripted resident sends them away. */
  readonly take: (part: { readonly hasCamera: boolean }) => void;
};

export type KioskTiming = {
  /** Without a sign of life the session ends: before a visit, in it, and after it. */
  readonly beforeVisitMs: number;
  /** While it waits for an officer to type in who is there. */
  readonly dataEntryMs: number;
  readonly inVisitMs: number;
  readonly afterVisitMs: number;
  /** Of that, the last part is announced. */
  readonly warningMs: number;
  readonly officerMs: number;
};
