import { access } from "node:fs/promises";
import { isSystemError } from "../../../runtime/kernel/errors.ts";
import { runProgram } from "../run-program.ts";
import type { VideoSource } from "./video-source.ts";

const listTimeoutMs = 8_000;
const listMaxBytes = 65_536;

/**
 * Whether a camera that nobody looks through is still connected.
 * @throws BoothError as `runProgram` does
 */
export async function isCameraThere(device: string, source: VideoSource, signal: AbortSignal): Promise<boolean> {
  switch (source.kind) {
    case "v4l2":
      return isFile(source.path);
    case "gphoto2":
      return isListed(device, source.port, signal);
    case "lavfi":
      return true;
    case "still":
      return isFile(source.path);
    default:
      return source satisfies never;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isSystemError(error, "ENOENT") || isSystemError(error, "ENOTDIR")) return false;
    // One that may not be looked at is there.
    return true;
  }
}

async function isListed(device: string, port: string | null, signal: AbortSignal): Promise<boolean> {
  const program = { device, command: "gphoto2", args: ["--auto-detect"] };
  const { exitCode, stdout } = await runProgram(program, {
    timeoutMs: listTimeoutMs,
    signal,
    stdoutMaxBytes: listMaxBytes,
  });
  if (exitCode !== 0) return true;
  const ports = Array.from(new TextDecoder().decode(stdout).matchAll(/\s((?:usb|ptpip|serial|disk):\S*)\s*$/gm));
  return ports.some(([, listed]) => port === null || listed === port);
}
