import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder, removeFile, removeLeftovers, replaceFile } from "../../../runtime/kernel/durable-file.ts";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { createSimulatedDisk } from "./simulated-disk.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

describe("durable file, on a real disk", () => {
  it("replaces content, leaves nothing aside, and lets only its owner read it", async () => {
    const dir = join(makeTemporaryFolder(), "deep", "er");
    await makeFolder(dir);
    await makeFolder(dir);
    const path = join(dir, "state");
    await replaceFile(path, Buffer.from("old and longer"));
    await replaceFile(path, Buffer.from("new"));
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readdirSync(dir)).toEqual(["state"]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, "..")).mode & 0o777).toBe(0o700);
  });

  it("removes a file, and counts a missing one as removed", async () => {
    const path = join(makeTemporaryFolder(), "state");
    await replaceFile(path, Buffer.from("x"));
    await removeFile(path);
    await removeFile(path);
    expect(existsSync(path)).toBe(false);
  });

  it("removes what was left half written, of the named files only", async () => {
    const dir = makeTemporaryFolder();
    for (const name of ["one.0.tmp", "two.0.tmp", "one.0"]) writeFileSync(join(dir, name), "x");
    expect(await removeLeftovers(dir, undefined, "one.")).toEqual(["one.0.tmp"]);
    expect(readdirSync(dir).sort()).toEqual(["one.0", "two.0.tmp"]);
  });

  it("says file.unreadable where a file stands in a folder's place", async () => {
    const path = join(makeTemporaryFolder(), "file");
    writeFileSync(path, "x");
    await expect(makeFolder(join(path, "below"))).rejects.toMatchObject({ code: "file.unreadable" });
    await expect(replaceFile(join(path, "below"), Buffer.from("x"))).rejects.toMatchObject({ code: "file.unreadable" });
  });
});

describe("durable file, on a disk that fails", () => {
  const path = "/dir/state";
  const setUp = async () => {
    const disk = createSimulatedDisk();
    await makeFolder("/dir", disk.fileSystem);
    await replaceFile(path, Buffer.from("old"), disk.fileSystem);
    return disk;
  };

  it("keeps the old content and says disk.full when there is no space", async () => {
    for (let call = 1; call <= 4; call += 1) {
      const disk = await setUp();
      disk.failCall(call, "ENOSPC");
      await expect(replaceFile(path, Buffer.from("new"), disk.fileSystem)).rejects.toMatchObject({ code: "disk.full" });
      expect((await disk.fileSystem.readFile(path)).toString()).toBe("old");
      expect(await disk.fileSystem.listFolder("/dir")).toEqual(["state"]);
    }
  });

  it("says state.poisoned when a sync fails, of the folder too", async () => {
    for (const call of [3, 5]) {
      const disk = await setUp();
      disk.failCall(call, "EIO");
      const replaced = replaceFile(path, Buffer.from("new"), disk.fileSystem);
      await expect(replaced).rejects.toMatchObject({ code: "state.poisoned" });
    }
  });

  it("has one whole content, the acknowledged one or a later, after a power cut at any call", async () => {
    for (let seed = 0; seed < 400; seed += 1) {
      const disk = await setUp();
      const random = createRandom(`cut-${seed}`);
      let acknowledged = 0;
      let begun = 0;
      disk.losePowerAfter(random.integer(1, 40));
      try {
        for (begun = 1; begun <= 10; begun += 1) {
          await replaceFile(path, Buffer.alloc(700, begun), disk.fileSystem);
          acknowledged = begun;
        }
      } catch (error) {
        expect(isFailure(error, "state.poisoned")).toBe(true);
      }
      disk.powerCut(random);
      const left = await disk.fileSystem.readFile(path);
      const found = left.toString() === "old" ? 0 : (left[0] ?? -1);
      expect([acknowledged, begun]).toContain(found);
      if (found > 0) expect(left.equals(Buffer.alloc(700, found))).toBe(true);
    }
  });
});
