import { access } from "node:fs/promises";
import { isSystemError } from "../../../runtime/kernel/errors.ts";
import type { VideoSource } from "./video-source.ts";

/** Whether a camera that nobody looks through is still connected. */
export async function isCameraThere(source: VideoSource): Promise<boolean> {
  return source.kind === "lavfi" || isFile(source.path);
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
