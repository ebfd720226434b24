import { createWriteQueue } from "../../kernel/write-queue.ts";
import type { Intent } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";

export type IntentTurns = {
  /** What somebody did at a page: the same token twice is done once. */
  readonly take: (token: string, position: number, intent: Intent) => Promise<IntentOutcome>;
  /** Other work that must not come between. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
};

/** Of more intents than this the oldest answers are forgotten; a page asks again within seconds or never. */
const answersMax = 256;
/** May be done at any moment, as they change nothing that anybody could have misread. */
const timeless: readonly Intent["kind"][] = ["call-help", "set-comfort", "more-time", "log-out", "choose-language"];

/** One intent after another; one that was made at another position than the present one changes nothing. */
export function createIntentTurns({
  perform,
  position,
  advance,
  onTurn,
}: {
  readonly perform: (intent: Intent) => Promise<IntentOutcome>;
  readonly position: () => number;
  readonly advance: () => void;
  /** Told after each turn, when the position is what pages are to see. */
  readonly onTurn: () => void;
}): IntentTurns {
  const turns = createWriteQueue();
  const answers = new Map<string, Promise<IntentOutcome>>();

  const takeTurn = async (at: number, intent: Intent): Promise<IntentOutcome> => {
    const isTimeless = timeless.includes(intent.kind);
    if (at !== position() && !isTimeless) return { kind: "stale" };
    const outcome = await perform(intent);
    if (outcome.kind === "done" && !isTimeless) advance();
    onTurn();
    return outcome;
  };
  return {
    take: (token, at, intent) => {
      const known = answers.get(token);
      if (known !== undefined) return known;
      const answer = turns.run(() => takeTurn(at, intent));
      answers.set(token, answer);
      const [oldest] = answers.keys();
      if (answers.size > answersMax && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
    run: turns.run,
  };
}
