import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

/** A real, empty folder that goes when the file's tests are over. Its path has no symbolic link in it. */
export async function makeTemporaryFolder(name = "booth"): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `bilik-${name}-`)));
  made.push(folder);
  return folder;
}
