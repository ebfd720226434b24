import type { OperatorRole } from "../../access/operator-book.ts";
import type { Biodata } from "../../registry/registry.ts";
import type { VisitState } from "../../visit/visit-state.ts";
import type { Progress } from "../wire/kiosk-view.ts";
import { freshSession, type KioskSession } from "./kiosk-session.ts";

/** An officer who has logged in. */
export type LoggedIn = { readonly id: string; readonly role: OperatorRole };

/** All that the kiosk knows beside the visits themselves. In memory only; a resident's part goes with the resident. */
export type KioskMemory = {
  session: KioskSession;
  /** The resident's data while they are at the screen. */
  biodata: Biodata | null;
  /** What the register has of them, once an officer compares; null where it is not at hand. */
  registered: Biodata | null;
  /** How the visit at the screen ended, once the desk no longer has it. */
  ended: VisitState | null;
  progress: Progress | null;
  /** How many look-ups there have been, so that each has a number of its own. */
  lookUps: number;
  /** Monotonic time of the last sign of life. */
  touchedMs: number;
  officer: LoggedIn | null;
  officerTouchedMs: number;
  logInFailure: { readonly kind: "refused" | "locked"; readonly untilMs: number } | null;
};

export function createKioskMemory(nowMs: number): KioskMemory {
  return {
    session: freshSession,
    biodata: null,
    registered: null,
    ended: null,
    progress: null,
    lookUps: 0,
    touchedMs: nowMs,
    officer: null,
    officerTouchedMs: nowMs,
    logInFailure: null,
  };
}

/** Nothing of the resident is left. */
export function forgetResident(memory: KioskMemory): void {
  memory.session = freshSession;
  memory.biodata = null;
  memory.registered = null;
  memory.ended = null;
  memory.progress = null;
}

/** Changes the session, and nothing else of it than what is named. */
export function changeSession(memory: KioskMemory, change: Partial<KioskSession>): void {
  memory.session = { ...memory.session, ...change };
}
