import type { OperatorRole } from "../../access/operator-book.ts";
import type { Biodata, SearchResult } from "../../registry/registry.ts";
import type { VisitState } from "../../visit/visit-state.ts";
import { freshSession, type KioskSession } from "./kiosk-session.ts";

/** An officer who has logged in. */
export type LoggedIn = { readonly id: string; readonly role: OperatorRole };

/** People of the register's list, each under a name that tells nothing. */
export type Listed =
  | Extract<SearchResult, { readonly kind: "too-short" }>
  | {
      readonly kind: "searched";
      readonly found: readonly { readonly entry: string; readonly biodata: Biodata }[];
      readonly isMore: boolean;
    };

/** Somebody wants an officer, and none has come yet. */
export type HelpCall = {
  readonly by: "page" | "button";
  readonly calledAt: string;
  /** Monotonic time of the call; before 0 where it came before the booth's last start. */
  readonly sinceMs: number;
};

/** What the last stop left to go on with. */
export type KeptStage = {
  /** Where whoever was at the screen goes on, or null. */
  readonly session: Partial<KioskSession> | null;
  /** A call that still stands, and for how long it has, or null. */
  readonly help: { readonly by: HelpCall["by"]; readonly calledAt: string; readonly waitedMs: number } | null;
};

/** All that the kiosk knows beside the visits themselves. In memory, but for what `StageKeeper` keeps; a resident's part goes with the resident. */
export type KioskMemory = {
  session: KioskSession;
  /** The resident's data while they are at the screen. */
  biodata: Biodata | null;
  /** What the register has of them, once an officer compares; null where it is not at hand. */
  registered: Biodata | null;
  /** What an officer found in the register's list for the resident at the screen; null where nobody has searched. */
  listed: Listed | null;
  /** How the visit at the screen ended, once the desk no longer has it. */
  ended: VisitState | null;
  /** How many look-ups there have been, so that each has a number of its own. */
  lookUps: number;
  /** Monotonic time of the last sign of life. */
  touchedMs: number;
  officer: LoggedIn | null;
  officerTouchedMs: number;
  /** The booth's and not the resident's: it stands until an officer has come, whoever has gone meanwhile. */
  help: HelpCall | null;
  logInFailure: { readonly kind: "refused" | "locked"; readonly untilMs: number } | null;
};

/** @param kept what the last stop left */
export function createKioskMemory(nowMs: number, kept: KeptStage | null = null): KioskMemory {
  const help = kept?.help ?? null;
  return {
    session: kept?.session ? { ...freshSession, ...kept.session } : freshSession,
    biodata: null,
    registered: null,
    listed: null,
    ended: null,
    lookUps: 0,
    touchedMs: nowMs,
    officer: null,
    officerTouchedMs: nowMs,
    help: help && { by: help.by, calledAt: help.calledAt, sinceMs: nowMs - help.waitedMs },
    logInFailure: null,
  };
}

/** A sign of life: of the resident, or of an officer at the desk, who thereby stays logged in. */
export function noteTouch(memory: KioskMemory, nowMs: number, isAtDesk: boolean): void {
  memory.touchedMs = nowMs;
  if (isAtDesk) memory.officerTouchedMs = nowMs;
}

/** Nothing of the resident is left. */
export function forgetResident(memory: KioskMemory): void {
  memory.session = freshSession;
  memory.biodata = null;
  memory.registered = null;
  memory.listed = null;
  memory.ended = null;
}

/** Changes the session, and nothing else of it than what is named. */
export function changeSession(memory: KioskMemory, change: Partial<KioskSession>): void {
  memory.session = { ...memory.session, ...change };
}
