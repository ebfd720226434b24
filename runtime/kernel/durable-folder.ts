import { mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { asideSuffix } from "./durable-file.ts";

/** A file of a folder to be; `name` may lead through folders of its own. */
export type NewFile = {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** Permission bits; 0600, the owner's alone, where it does not say. */
  readonly mode?: number;
};

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;

/**
 * Makes `dir` with all these files in it, or nothing: filled aside, synced, renamed into place. Durable on return; mode
 * 0700. The folder above must exist; `dir` itself must not, or be empty.
 * @throws the system's own error with nothing left behind; `ENOTEMPTY` or `EEXIST` when `dir` holds something
 */
export async function createFilledFolder(dir: string, files: readonly NewFile[]): Promise<void> {
  const aside = await mkdtemp(`${dir}${asideSuffix}-`);
  try {
    const folders = new Set([aside, ...files.map(({ name }) => dirname(join(aside, name)))]);
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });
    for (const file of files) await writeSynced(aside, file);
    for (const folder of folders) await sync(folder);
    await rename(aside, dir);
    await sync(dirname(dir));
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Removes what a power cut left of `createFilledFolder` beside `dir`. A call for `dir` that is still under way in another
 * process fails with `ENOENT`, so only for once `dir` is there.
 */
export async function removeUnfinishedFolders(dir: string): Promise<void> {
  const start = `${basename(dir)}${asideSuffix}-`;
  const names = (await readdir(dirname(dir))).filter((name) => name.startsWith(start));
  for (const name of names) await rm(join(dirname(dir), name), { recursive: true, force: true, maxRetries: 3 });
}

async function writeSynced(folder: string, { name, content, mode = ownerOnlyFile }: NewFile): Promise<void> {
  const file = await open(join(folder, name), "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
