import type { NikProblem } from "../../procedure/nik.ts";
import type { ServiceId } from "../../procedure/service.ts";
import type { Comfort } from "../wire/kiosk-view.ts";
import type { Language } from "../wire/view/terms.ts";

/** Where somebody at the screen is. With `visit` the procedure leads; before it, this does. */
export type SessionStage =
  | "attract"
  | "language"
  | "service"
  | "letter-kind"
  | "notice"
  | "identify"
  | "data-entry"
  | "visit"
  | "ended";

export type IdentifyProblem = NikProblem | "no-code" | "no-scanner" | "in-hand" | "no-room";

/** Data of one resident that an officer is typing in, as they were typed. */
export type Entry = {
  readonly nik: string;
  readonly values: Readonly<Record<string, string>>;
  /** That somebody tried to save them, and was told what is wrong. */
  readonly isTried: boolean;
};

/** One person's time at the screen. Held in memory only, and replaced by a fresh one when they go. */
export type KioskSession = {
  readonly stage: SessionStage;
  readonly language: Language;
  readonly comfort: Comfort;
  readonly service: ServiceId | null;
  readonly letter: string | null;
  readonly hasReadNotice: boolean;
  readonly problem: IdentifyProblem | null;
  /** Number of the look-up that this person waits for, or null. */
  readonly lookUp: number | null;
  /** The number of a resident whose data somebody has to type in, or null. */
  readonly unknownNik: string | null;
  /** What has been typed for them so far, with whose number; null while nothing has been. */
  readonly entry: Entry | null;
  readonly visitId: string | null;
  /** Where the visit was when the resident said that the data are right; an officer may witness it there. */
  readonly hasConfirmed: boolean;
  readonly endReason: "cancelled" | "declined";
};

export const standardComfort: Comfort = {
  isInReach: false,
  isHighContrast: false,
  hasMoreTime: false,
  volumePercent: 70,
};

export const freshSession: KioskSession = {
  stage: "attract",
  language: "id",
  comfort: standardComfort,
  service: null,
  letter: null,
  hasReadNotice: false,
  problem: null,
  lookUp: null,
  unknownNik: null,
  entry: null,
  visitId: null,
  hasConfirmed: false,
  endReason: "cancelled",
};

/** Where "back" leads, or null where there is no way back: what has been captured is not undone by a tap. */
export function findBack({ stage, service }: KioskSession): SessionStage | null {
  switch (stage) {
    case "language":
      return "attract";
    case "service":
      return "language";
    case "letter-kind":
      return "service";
    case "notice":
      return service === "surat-pengantar" ? "letter-kind" : "service";
    case "identify":
      return "notice";
    case "data-entry":
      return "identify";
    default:
      return null;
  }
}
