import type { PublishOutcome } from "../transfer/broker-connection.ts";

export type StepQueue = {
  /** Never waits. When full, the oldest is lost: a live view needs the newest, and the sealed package has them all. */
  readonly push: (message: Buffer) => void;
  /** Sends on; call it when the connection is back. */
  readonly pump: () => void;
  readonly lostCount: () => number;
};

/** Live messages, one at a time and in order, kept in memory while there is no connection. */
export function createStepQueue(lengthMax: number, publish: (message: Buffer) => Promise<PublishOutcome>): StepQueue {
  const waiting: Buffer[] = [];
  let isPumping = false;
  let lostCount = 0;

  const pump = async () => {
    if (isPumping) return;
    isPumping = true;
    for (let message = waiting[0]; message !== undefined; message = waiting[0]) {
      const outcome = await publish(message);
      if (outcome.kind === "lost") break;
      // Only if it is still there: while we waited it may have made room for a newer one.
      if (waiting[0] === message) waiting.shift();
      if (outcome.kind === "refused") lostCount += 1;
    }
    isPumping = false;
  };

  return {
    push: (message) => {
      if (waiting.length >= lengthMax) {
        waiting.shift();
        lostCount += 1;
      }
      waiting.push(message);
      void pump();
    },
    pump: () => void pump(),
    lostCount: () => lostCount,
  };
}
