import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type DeviceOrder, type DeviceWord, deviceWordSchema } from "./device-messages.ts";

/** A process that is a device as far as the kernel can tell. */
export type DeviceProcess = {
  readonly say: (order: DeviceOrder) => void;
  /** The first word, said already or yet to come, that is wanted; earlier ones are forgotten. @throws when none comes in time */
  readonly hear: (isWanted: (word: DeviceWord) => boolean, timeoutMs: number) => Promise<void>;
  /** Pulls the device out, in the midst of whatever it does. Safe to call twice. */
  readonly pull: () => Promise<void>;
};

const wordsMax = 1_000;

/** Starts a script beside this file. */
export function startDevice(script: string): DeviceProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const closed = once(child, "close").catch(() => undefined);
  const words: DeviceWord[] = [];
  let wake: () => void = () => undefined;
  let hasEnded = false;
  child.on("message", (message) => {
    words.push(deviceWordSchema.parse(message));
    if (words.length > wordsMax) words.shift();
    wake();
  });
  void closed.then(() => {
    hasEnded = true;
    wake();
  });
  return {
    say: (order) => child.send(order),
    hear: async (isWanted, timeoutMs) => {
      const giveUpMs = performance.now() + timeoutMs;
      for (;;) {
        const at = words.findIndex(isWanted);
        if (at >= 0) {
          words.splice(0, at + 1);
          return;
        }
        const leftMs = giveUpMs - performance.now();
        if (hasEnded) throw new Error(`${script} has ended`);
        if (leftMs <= 0) throw new Error(`${script} did not say so within ${timeoutMs} ms`);
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, leftMs);
          wake = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
    },
    pull: async () => {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
