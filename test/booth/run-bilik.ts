import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

export type BilikResult = {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type BilikProcess = {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when everything it said has been read. */
  readonly ended: Promise<BilikResult>;
};

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
const mainFile = join(projectRoot, "runtime/main.ts");
const running = new Set<ChildProcess>();

/** A test that failed half way must not leave its booth behind. */
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts the real command, in a process of its own. */
export function startBilik(args: readonly string[], options: { readonly cwd?: string } = {}): BilikProcess {
  const { cwd = projectRoot } = options;
  const child = spawn(process.execPath, [mainFile, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<BilikResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Runs the real command to its end. */
export function runBilik(...args: readonly string[]): Promise<BilikResult> {
  return startBilik(args).ended;
}

/** Resolves once `process` has said something that matches; rejects when it ends without. */
export async function untilSaid(process: BilikProcess, pattern: RegExp): Promise<void> {
  const said = () => pattern.test(process.stdout()) || pattern.test(process.stderr());
  if (said()) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (said()) resolve();
    };
    process.child.stdout?.on("data", look);
    process.child.stderr?.on("data", look);
    process.ended.then((result) => reject(new Error(`ended without ${pattern}: ${JSON.stringify(result)}`)), reject);
  });
}

/** Ends a process that runs until it is told to stop, as a person with Ctrl-C would. */
export function stopBilik({ child, ended }: BilikProcess): Promise<BilikResult> {
  child.kill("SIGINT");
  return ended;
}
