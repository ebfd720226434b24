import type { PrinterDriver } from "../drivers/printer/printer-driver.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError, isDriverFailure } from "./kernel/errors.ts";
import type { Logger } from "./kernel/logger.ts";
import { createWriteQueue } from "./kernel/write-queue.ts";
import type { LetterHead } from "./letters/letter.ts";
import type { NumberLetter } from "./letters/number-letters.ts";
import { renderLetter } from "./letters/render-letter.ts";
import type { ActId } from "./procedure/service.ts";
import { composeLetter } from "./sealing/compose-letter.ts";
import { gatherContent } from "./sealing/gather-content.ts";
import type { Vault } from "./vault/vault.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";
import type { OpenVisit, VisitState } from "./visit/visit-state.ts";

export type LetterParts = {
  readonly desk: Pick<VisitDesk, "onChange" | "find">;
  readonly printer: PrinterDriver;
  readonly vault: Vault;
  readonly numberLetter: NumberLetter;
  readonly letterHead: LetterHead;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Where the sheet is that the officers sign; `due` when none has been printed since the booth started. */
export type LetterState = "due" | "printing" | "out" | "failed";

export type LetterPrints = {
  /** Null while there is nothing to sign. */
  readonly stateOf: (visitId: string) => LetterState | null;
  /** Prints the letter, again where it has been; false where there is nothing to sign. Never waits for the printer. */
  readonly print: (visitId: string) => boolean;
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

const printTimeoutMs = 60_000;

/** From the first of these acts on, a sheet lies before those who initial, sign, stamp, and hand it over. */
const actsOnPaper: readonly ActId[] = [
  "operator-initials",
  "kasi-signature",
  "official-stamp",
  "letter-validation",
  "hand-over",
];

/**
 * Prints each letter when it comes to be signed by hand, and again when an officer asks. A printer that is away holds
 * nobody up: the officers see that no sheet came out, and the letter in the package is whole all the same.
 */
export function printLetters(parts: LetterParts): LetterPrints {
  const { desk, logger } = parts;
  const states = new Map<string, LetterState>();
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const queue = createWriteQueue();
  const settle = (visitId: string, state: LetterState) => {
    // Who has gone meanwhile leaves nothing behind.
    if (!isOnPaper(desk.find(visitId))) states.delete(visitId);
    else states.set(visitId, state);
    for (const listener of listeners) listener();
  };
  const print = (visitId: string): boolean => {
    const state = desk.find(visitId);
    if (!isOnPaper(state)) return false;
    if (states.get(visitId) === "printing") return true;
    settle(visitId, "printing");
    void queue.run(async () => {
      const failure = await printOne(state.visit, parts, ending.signal);
      if (failure === null) logger.info("letter.printed", { visitId });
      else logger.warn("letter.not-printed", { visitId, problem: failure });
      settle(visitId, failure === null ? "out" : "failed");
    });
    return true;
  };
  const stop = desk.onChange(({ visitId, before, after }) => {
    if (!isOnPaper(after)) states.delete(visitId);
    else if (before.phase === "open" && !isOnPaper(before)) print(visitId);
  });
  return {
    stateOf: (visitId) => (isOnPaper(desk.find(visitId)) ? (states.get(visitId) ?? "due") : null),
    print,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      stop();
      ending.abort(new BoothError("command.stopped", { signal: "close" }));
      await queue.settled();
    },
  };
}

function isOnPaper(state: VisitState | undefined): state is { readonly phase: "open"; readonly visit: OpenVisit } {
  return state?.phase === "open" && actsOnPaper.includes(state.visit.act.act);
}

/** Null when it is out; else why it is not. */
async function printOne(
  visit: OpenVisit,
  { printer, vault, numberLetter, letterHead, clock }: LetterParts,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const facts = { issuedAt: clock.nowAt(), number: await numberLetter(visit) };
    const letter = composeLetter(await gatherContent(visit, vault), facts);
    const pdf = await renderLetter(letter, letterHead);
    if (printer.health().state !== "ready") await printer.open();
    // The queue shows the title to everybody: it names the visit and nobody.
    const title = `bilik-${visit.visitId}`;
    await printer.print({ title, pdf, copies: 1, timeoutMs: printTimeoutMs, signal });
    return null;
  } catch (error) {
    if (signal.aborted) return "stopped";
    // Even a fault of our own is no reason to stop a booth over a sheet of paper.
    return isDriverFailure(error) || error instanceof BoothError ? error.code : String(error);
  }
}
