import { BoothError } from "../../runtime/kernel/errors.ts";
import { runProgram } from "../transport/run-program.ts";
import type { QueueFinding, ScannerFinding, StillCameraFinding } from "./finding.ts";
import { readQueues, readScanners, readStillCameras } from "./read-listings.ts";

export type ProgramSearch = {
  readonly signal: AbortSignal;
  /** The program is killed then. */
  readonly timeoutMs: number;
  /** Environment of a configuration of one's own. */
  readonly env?: Readonly<Record<string, string>>;
};

const listingMaxBytes = 262_144;

/** Scanners that SANE finds. Asking networks takes seconds. Throws as `runProgram` does. */
export async function listScanners(search: ProgramSearch): Promise<readonly ScannerFinding[]> {
  return readScanners(await ask("scanimage", ["-f", "%d\t%v %m (%t)%n"], search));
}

/** Still cameras that gphoto2 finds. Throws as `runProgram` does. */
export async function listStillCameras(search: ProgramSearch): Promise<readonly StillCameraFinding[]> {
  return readStillCameras(await ask("gphoto2", ["--auto-detect"], search));
}

/** CUPS' queues; none where its scheduler does not run. Throws as `runProgram` does. */
export async function listQueues(search: ProgramSearch): Promise<readonly QueueFinding[]> {
  return readQueues(await ask("lpstat", ["-v"], search), await ask("lpstat", ["-p"], search));
}

async function ask(command: string, args: readonly string[], search: ProgramSearch): Promise<string> {
  const { signal, timeoutMs, env = {} } = search;
  const { stdout } = await runProgram(
    { device: command, command, args, env },
    {
      timeoutMs,
      signal,
      stdoutMaxBytes: listingMaxBytes,
    },
  );
  return new TextDecoder("latin1").decode(stdout);
}

/** Whether a program could not be started because it is not there. */
export function isProgramMissing(error: unknown): boolean {
  return (
    error instanceof BoothError &&
    error.cause instanceof Error &&
    "code" in error.cause &&
    error.cause.code === "ENOENT"
  );
}
