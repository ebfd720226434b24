/** What may go wrong on the wire, whatever the question. */
export const wireFaults = [
  /** No answer, ever. */
  "stall",
  /** Bytes that are not HTTP. */
  "garbage",
  /** HTTP that holds no JSON. */
  "garbage-json",
  /** The service dies in the midst of it and listens no more. */
  "unplug",
  /** The answer breaks off after `atByte` bytes. */
  "torn",
  /** The answer dribbles in. */
  "slow",
  /** No `Content-Length`. */
  "no-length",
  /** More bytes than `Content-Length` says. */
  "trailing-bytes",
  /** A second answer, of status 405, as the body of the first. */
  "wrong-address",
  /** The device's own error, by `code`. */
  "code",
] as const;

/** What may be wrong with a capture that is otherwise well answered. */
export const captureFaults = [
  "bad-signature",
  "expired-certificate",
  "unchained-certificate",
  "other-digital-id",
  "broken-chain",
  "stale-timestamp",
  "other-transaction",
  "doubled",
  "missing",
  "other-finger",
  "truncated-record",
  "wrong-geometry",
] as const;

/** What is unusual about a capture and still right: its records in another order than they were asked for. */
export const captureOddities = ["reversed"] as const;

export const sbiFaults = [...wireFaults, ...captureFaults, ...captureOddities] as const;
export type CaptureFault = (typeof captureFaults)[number] | (typeof captureOddities)[number];
export type SbiFault = (typeof sbiFaults)[number];

export const faultyVerbs = ["MOSIPDISC", "MOSIPDINFO", "RCAPTURE", "STREAM"] as const;
export type FaultyVerb = (typeof faultyVerbs)[number];

/** One fault, for so many of the coming questions. */
export type FaultOrder = {
  readonly fault: SbiFault;
  readonly verb: FaultyVerb;
  readonly times: number;
  readonly atByte: number;
  readonly code: string;
};

export type FaultQueue = {
  readonly add: (order: FaultOrder) => void;
  /** The fault due for this question, or null; each is used up. */
  readonly take: (verb: string) => FaultOrder | null;
  readonly clear: () => void;
};

export function createFaultQueue(): FaultQueue {
  const waiting: { readonly order: FaultOrder; left: number }[] = [];
  return {
    add: (order) => waiting.push({ order, left: order.times }),
    take: (verb) => {
      const due = waiting.find(({ order, left }) => order.verb === verb && left > 0);
      if (due === undefined) return null;
      due.left -= 1;
      if (due.left === 0) waiting.splice(waiting.indexOf(due), 1);
      return due.order;
    },
    clear: () => {
      waiting.length = 0;
    },
  };
}
