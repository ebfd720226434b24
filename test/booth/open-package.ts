import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Manifest } from "../../runtime/record/manifest-schema.ts";
import { inspectManifest, keyOptions, packagePath } from "./enrol.ts";
import { runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** What a delivered package holds, opened with a data centre's key after every check of it has passed. */
export type OpenedPackage = {
  readonly manifest: Manifest;
  /** Where its files lie. */
  readonly folder: string;
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<Uint8Array>;
};

export async function openPackage(state: string, packageId: string | null): Promise<OpenedPackage> {
  const file = packagePath(state, packageId ?? "");
  const verified = await runBilik("package", "verify", file, ...keyOptions(state), "--json");
  expect(verified, verified.stdout + verified.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(verified.stdout)).toMatchObject({ isSound: true });
  const folder = join(await makeTemporaryFolder("opened"), "files");
  const opened = await runBilik("package", "open", file, ...keyOptions(state), "--out", folder);
  expect(opened, opened.stderr).toMatchObject({ code: 0 });
  return {
    manifest: await inspectManifest(state, packageId),
    folder,
    names: await readdir(folder),
    read: (name) => readFile(join(folder, name)),
  };
}
