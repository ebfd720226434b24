import { mkdir, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createFilledFolder } from "../kernel/durable-folder.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { ArchiveFile } from "../record/archive.ts";
import { readPackage } from "../record/read-package.ts";
import { openSealed, readSealedFile } from "./package-file.ts";
import type { PackageOptions } from "./package-options.ts";
import type { Terminal } from "./verb.ts";

/** Writes every file of a sound package into a folder of its own, readable by the owner alone: all of them or none. */
export async function packageOpen(options: PackageOptions, terminal: Terminal): Promise<number> {
  const outDir = resolve(options.outDir ?? "");
  await requireEmpty(outDir);
  const { packageId, archive } = await openSealed(await readSealedFile(options.file), options);
  const { files } = readPackage(archive);
  await writeAllOrNone(outDir, files);
  if (options.isJson) terminal.print(JSON.stringify({ packageId, outDir, files: files.map(({ name }) => name) }));
  else for (const { name, bytes } of files) terminal.print(`${join(outDir, name)}  ${bytes.length} B`);
  return 0;
}

async function requireEmpty(outDir: string): Promise<void> {
  try {
    if ((await readdir(outDir)).length > 0) throw notEmpty(outDir);
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw asUnwritable(outDir, error);
  }
}

async function writeAllOrNone(outDir: string, files: readonly ArchiveFile[]): Promise<void> {
  try {
    await mkdir(dirname(outDir), { recursive: true });
    await createFilledFolder(
      outDir,
      files.map(({ name, bytes }) => ({ name, content: bytes })),
    );
  } catch (error) {
    throw asUnwritable(outDir, error);
  }
}

function notEmpty(outDir: string): BoothError<"command.usage"> {
  return new BoothError("command.usage", { problem: `--out ${outDir} is a folder with something in it` });
}

function asUnwritable(path: string, error: unknown): BoothError {
  if (error instanceof BoothError) return error;
  if (isSystemError(error, "ENOTEMPTY")) return notEmpty(path);
  const problem = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return new BoothError("file.unreadable", { path, problem }, { cause: error });
}
