import { spawn } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { replaceFile } from "../../runtime/kernel/durable-file.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { accountPath, rulesPath } from "./describe-machine.ts";
import type { MachineStep } from "./diff-machine.ts";

export type ApplyOptions = {
  /** `/`, or the folder of an image, whose services do not run. */
  readonly root: string;
  /** Runs a program to its end and resolves with its exit code; for tests. */
  readonly run?: (command: string, args: readonly string[]) => Promise<number>;
};

const everybodyReads = 0o644;
const folderMode = 0o755;
const runTimeoutMs = 60_000;

/** What must be told of a file that has changed. */
const reloads: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  [accountPath]: [["systemd-sysusers", [accountPath]]],
  [rulesPath]: [
    ["udevadm", ["control", "--reload"]],
    // Devices that are plugged in already get their new owners as well.
    ["udevadm", ["trigger", "--action=change", "--subsystem-match=usb"]],
    ["udevadm", ["trigger", "--action=change", "--subsystem-match=hidraw"]],
    ["udevadm", ["trigger", "--action=change", "--subsystem-match=tty"]],
    ["udevadm", ["trigger", "--action=change", "--subsystem-match=video4linux"]],
  ],
};

/**
 * Writes each file whole or not at all, and has the services read it. Resolves with the commands that failed. Packages are
 * left alone.
 * @throws BoothError `file.unwritable`, and what a full or broken disk gives
 */
export async function applySteps(steps: readonly MachineStep[], options: ApplyOptions): Promise<readonly string[]> {
  const { root, run = runProgram } = options;
  const failed: string[] = [];
  for (const step of steps) {
    if (step.kind !== "write-file") continue;
    await writeWhole(join(root, step.path), step.after);
    if (root !== "/") continue;
    for (const [command, args] of reloads[step.path] ?? []) {
      if ((await run(command, args)) !== 0) failed.push([command, ...args].join(" "));
    }
  }
  return failed;
}

async function writeWhole(path: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: folderMode });
    await replaceFile(path, new TextEncoder().encode(content));
    await chmod(path, everybodyReads);
  } catch (error) {
    if (error instanceof BoothError && error.code !== "file.unreadable") throw error;
    throw new BoothError("file.unwritable", { path }, { cause: error });
  }
}

/** -1 when it could not be started. */
function runProgram(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "ignore", timeout: runTimeoutMs });
    child.once("error", () => resolve(-1));
    child.once("close", (exitCode) => resolve(exitCode ?? -1));
  });
}
