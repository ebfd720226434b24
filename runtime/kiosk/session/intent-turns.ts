import type { Intent } from "../wire/page-message.ts";
import type { IntentOutcome } from "../wire/runtime-message.ts";

/** Waits for a device or another machine outside the turn: others have theirs meanwhile, and see that one waits. */
export type Meanwhile = <T>(wait: () => Promise<T>) => Promise<T>;

export type IntentTurns = {
  /** What somebody did at a page: the same token twice is done once. */
  readonly take: (token: string, position: number, intent: Intent) => Promise<IntentOutcome>;
  /** Other work that must not come between. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
};

/** Of more intents than this the oldest answers are forgotten; a page asks again within seconds or never. */
const answersMax = 256;
/** May be done at any moment, as they change nothing that anybody could have misread. */
const timeless: readonly Intent["kind"][] = [
  "call-help",
  "answer-help",
  "set-comfort",
  "more-time",
  "log-out",
  "choose-language",
];

/** One intent after another; one that was made at another position than the present one changes nothing. */
export function createIntentTurns({
  perform,
  position,
  advance,
  onTurn,
}: {
  readonly perform: (intent: Intent, meanwhile: Meanwhile) => Promise<IntentOutcome>;
  readonly position: () => number;
  readonly advance: () => void;
  /** Told after each turn, when the position is what pages are to see. */
  readonly onTurn: () => void;
}): IntentTurns {
  const turns = createTurns(onTurn);
  const answers = new Map<string, Promise<IntentOutcome>>();

  const takeTurn = async (at: number, intent: Intent, meanwhile: Meanwhile): Promise<IntentOutcome> => {
    const isTimeless = timeless.includes(intent.kind);
    if (at !== position() && !isTimeless) return { kind: "stale" };
    const outcome = await perform(intent, (wait) => {
      // What was meant before somebody began to wait is not meant now.
      if (!isTimeless) advance();
      return meanwhile(wait);
    });
    if (outcome.kind === "done" && !isTimeless) advance();
    onTurn();
    return outcome;
  };
  return {
    take: (token, at, intent) => {
      const known = answers.get(token);
      if (known !== undefined) return known;
      const answer = turns((meanwhile) => takeTurn(at, intent, meanwhile));
      answers.set(token, answer);
      const [oldest] = answers.keys();
      if (answers.size > answersMax && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
    run: turns,
  };
}

type Turns = <T>(work: (meanwhile: Meanwhile) => Promise<T>) => Promise<T>;

/** One at a time, in the order asked; who waits lets the next one in, and comes back behind whoever has asked by then. */
function createTurns(onTurn: () => void): Turns {
  let last: Promise<void> = Promise.resolve();

  const enter = async (): Promise<() => void> => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
  return async (work) => {
    let leave = await enter();
    const meanwhile: Meanwhile = async (wait) => {
      onTurn();
      leave();
      try {
        return await wait();
      } finally {
        leave = await enter();
      }
    };
    try {
      return await work(meanwhile);
    } finally {
      leave();
    }
  };
}
