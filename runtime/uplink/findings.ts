import { isFailure } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";

/** What went wrong on the line: counted, logged, and the last of it remembered. */
export type Findings = {
  readonly last: () => string | null;
  readonly refusedCount: () => number;
  readonly note: (problem: string) => void;
  /** Runs `act`; a message or receipt it refuses is counted and logged. Whatever else it throws is thrown on. */
  readonly guard: (act: () => void) => void;
};

export function createFindings(logger: Logger): Findings {
  let last: string | null = null;
  let refusedCount = 0;
  const refuse = (event: string, problem: string) => {
    refusedCount += 1;
    last = problem;
    logger.warn(event, { problem });
  };
  return {
    last: () => last,
    refusedCount: () => refusedCount,
    note: (problem: string) => {
      last = problem;
    },
    guard: (act: () => void) => {
      try {
        act();
      } catch (error) {
        if (isFailure(error, "receipt.invalid")) refuse("receipt.refused", error.detail.problem);
        else if (isFailure(error, "message.invalid")) refuse("uplink.message-refused", error.detail.problem);
        else throw error;
      }
    },
  };
}
