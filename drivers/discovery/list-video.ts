import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { runProgram } from "../transport/run-program.ts";
import type { VideoFinding } from "./finding.ts";
import { readStablePaths, stableFolders } from "./stable-paths.ts";
import { readVideoFormats } from "./video-formats.ts";

const camerasMax = 50;
const askTimeoutMs = 3_000;
const listingMaxBytes = 262_144;

/** Cameras that Linux knows. Of a camera's nodes only the first sends pictures; the second is metadata. */
export async function listVideo(
  signal: AbortSignal,
  sysDir = "/sys/class/video4linux",
): Promise<readonly VideoFinding[]> {
  // Without a camera driver there is no such class.
  const names = (await readdir(sysDir).catch(() => [])).sort().slice(0, camerasMax);
  const stable = await readStablePaths(stableFolders.video);
  const found: VideoFinding[] = [];
  for (const name of names) {
    if (!/^video\d+$/.test(name) || (await read(join(sysDir, name, "index"))) !== "0") continue;
    const node = `/dev/${name}`;
    const formats = await askFormats(node, signal);
    found.push({ path: stable.get(node) ?? node, label: await read(join(sysDir, name, "name")), formats });
  }
  return found;
}

/** Where v4l-utils is not installed, or the camera is in use, its formats stay unknown. */
async function askFormats(node: string, signal: AbortSignal): Promise<VideoFinding["formats"]> {
  const program = { device: node, command: "v4l2-ctl", args: ["-d", node, "--list-formats-ext"] };
  try {
    const end = await runProgram(program, { timeoutMs: askTimeoutMs, signal, stdoutMaxBytes: listingMaxBytes });
    return end.exitCode === 0 ? readVideoFormats(new TextDecoder().decode(end.stdout)) : [];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BoothError) return [];
    throw error;
  }
}

async function read(path: string): Promise<string> {
  return (await readFile(path, "utf8").catch(() => "")).trim();
}
