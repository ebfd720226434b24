import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Programs that stand in for the ones a driver starts, found before them on the path. What they do is said by a word,
 * their mode, which they look up again and again.
 */
export type FakePrograms = {
  readonly dir: string;
  readonly setMode: (mode: string) => void;
  readonly remove: () => void;
};

/** @param scripts shell text by the program's name; `$dir` is the folder, `$mode` the mode at the start */
export function installPrograms(
  scripts: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Uint8Array>> = {},
): FakePrograms {
  const dir = mkdtempSync(join(tmpdir(), "bilik-programs-"));
  const before = process.env["PATH"] ?? "";
  const temporaryBefore = process.env["TMPDIR"];
  // What a driver leaves lying while it works is not to be found by tests beside this one.
  process.env["TMPDIR"] = mkdtempSync(join(dir, "tmp-"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
  for (const [name, script] of Object.entries(scripts)) {
    const path = join(dir, name);
    writeFileSync(path, `#!/bin/sh\ndir='${dir}'\nread -r mode < "$dir/mode"\n${script}\n`);
    chmodSync(path, 0o755);
  }
  const setMode = (mode: string) => {
    // In one step: a program that looks meanwhile finds the old word or the new one.
    writeFileSync(join(dir, "mode.new"), `${mode}\n`);
    renameSync(join(dir, "mode.new"), join(dir, "mode"));
  };
  setMode("works");
  process.env["PATH"] = `${dir}:${before}`;
  return {
    dir,
    setMode,
    remove: () => {
      process.env["PATH"] = before;
      if (temporaryBefore === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = temporaryBefore;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
