import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFilledFolder, removeUnfinishedFolders } from "../../../runtime/kernel/durable-folder.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const files = [
  { name: "manifest.json", content: "{}" },
  { name: "deep/er/image", content: Uint8Array.of(1, 2, 3) },
  { name: "public.crt", content: "anybody's", mode: 0o644 },
];
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("createFilledFolder", () => {
  it("makes the folder with all files, the owner's alone unless they say otherwise, and nothing beside it", async () => {
    const parent = makeTemporaryFolder();
    const dir = join(parent, "whole");
    await createFilledFolder(dir, files);
    expect(readdirSync(parent)).toEqual(["whole"]);
    expect(readFileSync(join(dir, "manifest.json"), "utf8")).toBe("{}");
    expect([...readFileSync(join(dir, "deep/er/image"))]).toEqual([1, 2, 3]);
    expect([dir, join(dir, "deep"), join(dir, "deep/er")].map(modeOf)).toEqual([0o700, 0o700, 0o700]);
    expect(files.map(({ name }) => modeOf(join(dir, name)))).toEqual([0o600, 0o600, 0o644]);
  });

  it("fills an empty folder, and leaves one alone that holds something", async () => {
    const parent = makeTemporaryFolder();
    const dir = join(parent, "whole");
    await createFilledFolder(dir, []);
    await createFilledFolder(dir, files.slice(0, 1));
    await expect(createFilledFolder(dir, files)).rejects.toMatchObject({ code: "ENOTEMPTY" });
    expect(readdirSync(dir)).toEqual(["manifest.json"]);
    expect(readdirSync(parent)).toEqual(["whole"]);
  });

  it("leaves nothing behind when a file cannot be written", async () => {
    const parent = makeTemporaryFolder();
    const twice = [...files, { name: "manifest.json", content: "again" }];
    await expect(createFilledFolder(join(parent, "whole"), twice)).rejects.toMatchObject({ code: "EEXIST" });
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe("removeUnfinishedFolders", () => {
  it("removes what was left of this folder, and nothing else", async () => {
    const parent = makeTemporaryFolder();
    for (const name of ["keys", "keys.tmp-aB3xYz", "other.tmp-aB3xYz"]) {
      await createFilledFolder(join(parent, name), files);
    }
    writeFileSync(join(parent, "keys.tmp"), "a file's own");
    await removeUnfinishedFolders(join(parent, "keys"));
    expect(readdirSync(parent).toSorted()).toEqual(["keys", "keys.tmp", "other.tmp-aB3xYz"]);
    expect(existsSync(join(parent, "keys", "manifest.json"))).toBe(true);
  });
});
