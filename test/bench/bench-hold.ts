import { fork } from "node:child_process";
import { once } from "node:events";
import type { Figure } from "./figure.ts";

/**
 * How long one piece of work ever holds the booth's own thread, in a process of its own that is started as the booth is:
 * what other benches keep in memory would be collected on the booth's account.
 */
export async function benchHold(residentDir: string): Promise<readonly Figure[]> {
  const child = fork(new URL("./hold-child.ts", import.meta.url), [residentDir], {
    execArgv: ["--max-semi-space-size=4"],
  });
  const ended = once(child, "exit");
  const figures = once(child, "message").then(([message]) => message as readonly Figure[]);
  return Promise.race([
    figures,
    ended.then(([code]) => {
      throw new RangeError(`holds could not be measured: the process ended with ${code}`);
    }),
  ]);
}
