import type { Logger } from "../../kernel/logger.ts";

/** Why a request was not let in: it names another host, comes from another site's page, or carries another token. */
export type RequestProblem = "host" | "origin" | "token";

export type RequestRefusals = { readonly count: (problem: RequestProblem) => void };

/** Somebody who tries many times fills no disk: at most one line a minute for each problem, with how many there were. */
const lineEveryMs = 60_000;

/** Counts who was not let in, for whoever reads the log. Neither address, header nor token is written anywhere. */
export function createRequestRefusals(logger: Logger, monotonicMs: () => number): RequestRefusals {
  const seen = new Map<RequestProblem, { refusals: number; saidMs: number }>();
  return {
    count: (problem) => {
      const nowMs = monotonicMs();
      const { refusals, saidMs } = seen.get(problem) ?? { refusals: 0, saidMs: Number.NEGATIVE_INFINITY };
      const isDue = nowMs - saidMs >= lineEveryMs;
      seen.set(problem, { refusals: refusals + 1, saidMs: isDue ? nowMs : saidMs });
      if (isDue) logger.warn("page.not-let-in", { problem, refusals: refusals + 1 });
    },
  };
}
