import { readFile } from "node:fs/promises";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { type BoothConfig, parseBoothConfig } from "./booth-config.ts";

/**
 * Reads the configuration file, or takes the defaults where none is named.
 * @throws BoothError `file.missing`, `file.unreadable`, `config.invalid`
 */
export async function readBoothConfig(path: string | undefined): Promise<BoothConfig> {
  if (path === undefined) return parseBoothConfig({}, "defaults");
  return parseBoothConfig(parseJson(await readTextFile(path), path), path);
}

/**
 * A small text file that the configuration names.
 * @throws BoothError `file.missing`, `file.unreadable`
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path }, { cause: error });
    const problem = error instanceof Error ? error.message : "unknown";
    throw new BoothError("file.unreadable", { path, problem }, { cause: error });
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problems = error instanceof Error ? error.message : "not JSON";
    throw new BoothError("config.invalid", { path, problems }, { cause: error });
  }
}
