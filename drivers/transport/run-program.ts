import { spawn } from "node:child_process";
import { BoothError } from "../../runtime/kernel/errors.ts";

export type Program = {
  /** Names the device in failures. */
  readonly device: string;
  readonly command: string;
  /** Passed as they are: there is no shell. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads; nothing when left out. */
  readonly stdin?: Uint8Array;
};

export type ProgramBounds = {
  /** The program is killed then: some hang for half an hour. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly stdoutMaxBytes: number;
  /** Each line of the error stream, as it comes. */
  readonly onErrorLine?: (line: string) => void;
};

export type ProgramEnd = { readonly exitCode: number; readonly stdout: Uint8Array; readonly stderr: string };

const stderrMaxChars = 8_192;

/**
 * Runs a program to its end. Whatever happens, it does not outlive the call.
 * @throws BoothError `driver.disconnected` when it cannot be started, `driver.timeout` when it was killed for its time,
 * `driver.malformed` when it says more than it may
 * @throws the signal's reason when aborted
 */
export function runProgram(program: Program, bounds: ProgramBounds): Promise<ProgramEnd> {
  const { device, command, args, env = {}, stdin } = program;
  const { timeoutMs, signal, stdoutMaxBytes, onErrorLine } = bounds;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const child = spawn(command, args, { stdio: "pipe", env: { ...process.env, LC_ALL: "C", ...env } });
    // A program that ends without having read everything says so by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
    const chunks: Buffer[] = [];
    let lengthBytes = 0;
    let stderr = "";
    let failure: unknown = null;
    const kill = (reason: unknown) => {
      failure ??= reason;
      child.kill("SIGKILL");
    };
    const late = setTimeout(
      () => kill(new BoothError("driver.timeout", { device, operation: command, timeoutMs })),
      timeoutMs,
    );
    const stop = () => kill(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    const settle = (then: () => void) => {
      clearTimeout(late);
      signal.removeEventListener("abort", stop);
      then();
    };
    child.stdout.on("data", (chunk: Buffer) => {
      lengthBytes += chunk.length;
      if (lengthBytes <= stdoutMaxBytes) chunks.push(chunk);
      else kill(new BoothError("driver.malformed", { device, problem: `${command} says more than it may` }));
    });
    const readLines = createLineReader((line) => {
      stderr = `${stderr}${line}\n`.slice(-stderrMaxChars);
      onErrorLine?.(line);
    });
    child.stderr.on("data", readLines);
    child.once("error", (cause) => settle(() => reject(new BoothError("driver.disconnected", { device }, { cause }))));
    child.once("close", (exitCode) =>
      settle(() => {
        if (failure !== null) reject(failure);
        else resolve({ exitCode: exitCode ?? -1, stdout: new Uint8Array(Buffer.concat(chunks)), stderr });
      }),
    );
  });
}

/** Lines that end in a line feed or, as progress does, in a carriage return. */
function createLineReader(tell: (line: string) => void): (chunk: Buffer) => void {
  let held = "";
  return (chunk) => {
    const lines = `${held}${chunk.toString("latin1")}`.split(/[\r\n]+/);
    held = (lines.pop() ?? "").slice(-stderrMaxChars);
    for (const line of lines) if (line !== "") tell(line);
  };
}
