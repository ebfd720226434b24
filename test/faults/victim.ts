import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Acknowledgement, parseAcknowledgements } from "./acknowledgement.ts";

/** A process that writes to a state folder until it is killed. */
export type Victim = {
  /** Resolves once it has said so many words, or rejects when the process ends before. */
  readonly saidAtLeast: (words: number) => Promise<void>;
  /** Stops every thread of it, so that no system call is in flight. */
  readonly freeze: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** What it said, the last words before the kill included. */
  readonly said: () => readonly Acknowledgement[];
};

const script = fileURLToPath(new URL("write-until-killed.ts", import.meta.url));
const pollsMax = 200;

export function startVictim(dir: string): Victim {
  const child = spawn(process.execPath, [script, dir], { stdio: ["ignore", "pipe", "pipe"] });
  const closed = once(child, "close");
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  return {
    saidAtLeast: async (words) => {
      const countWords = () => output.split("\n").length - 1;
      for (const end = closed.then(() => "closed"); countWords() < words; ) {
        const first = await Promise.race([once(child.stdout, "data"), end]);
        if (first === "closed" && countWords() < words) throw new Error(`the victim died: ${complaints}`);
      }
    },
    freeze: () => freeze(child),
    kill: async () => {
      child.kill("SIGKILL");
      await closed;
    },
    said: () => parseAcknowledgements(output),
  };
}

async function freeze(child: ChildProcess): Promise<void> {
  child.kill("SIGSTOP");
  for (let poll = 0; poll < pollsMax; poll += 1) {
    if (isFrozen(child.pid ?? 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error("the victim's threads do not stop");
}

/** Field 3 of /proc/PID/task/TID/stat, after the name in parentheses: T is stopped (proc(5)). */
function isFrozen(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((task) => {
    const stat = readFileSync(`/proc/${pid}/task/${task}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("T");
  });
}
