import { readFile, stat } from "node:fs/promises";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { createListRegistry } from "./list-registry.ts";
import { parseRegisterList } from "./parse-register-list.ts";
import type { Registry } from "./registry.ts";

/** A district's register with every column filled stays below. */
const sizeMaxBytes = 256_000_000;

/**
 * Reads a register from a file, JSON where its name says so and CSV otherwise. Read once: a new list counts after the next
 * start.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `registry.invalid`
 */
export async function openListRegistry(path: string): Promise<Registry> {
  const form = /\.json$/i.test(path) ? "json" : "csv";
  return createListRegistry(parseRegisterList({ path, text: await readText(path), form }));
}

async function readText(path: string): Promise<string> {
  try {
    const entry = await stat(path);
    if (!entry.isFile()) throw new BoothError("file.unreadable", { path, problem: "it is not a regular file" });
    if (entry.size > sizeMaxBytes) {
      throw new BoothError("file.too-large", { path, sizeBytes: entry.size, limitBytes: sizeMaxBytes });
    }
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof BoothError) throw error;
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path }, { cause: error });
    if (error instanceof TypeError)
      throw new BoothError("registry.invalid", { path, problems: "it is not UTF-8 text" });
    const problem = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new BoothError("file.unreadable", { path, problem }, { cause: error });
  }
}
