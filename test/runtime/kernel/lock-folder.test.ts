import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockFolder } from "../../../runtime/kernel/lock-folder.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const lockModule = new URL("../../../runtime/kernel/lock-folder.ts", import.meta.url).href;
const holdScript = `const { lockFolder } = await import(${JSON.stringify(lockModule)});
await lockFolder(process.argv[1]); process.stdout.write("held"); setInterval(() => undefined, 1000);`;

it("lets one holder in at a time, also through a link, and the next after release", async () => {
  const dir = makeTemporaryFolder();
  const link = join(makeTemporaryFolder(), "link");
  symlinkSync(dir, link);
  const lock = await lockFolder(dir);
  await expect(lockFolder(dir)).rejects.toMatchObject({ code: "state.in-use", detail: { path: dir } });
  await expect(lockFolder(link)).rejects.toMatchObject({ code: "state.in-use" });
  await lock.release();
  await lock.release();
  await (await lockFolder(link)).release();
});

it("keeps folders, and documents within a folder, apart", async () => {
  const dir = makeTemporaryFolder();
  mkdirSync(join(dir, "below"));
  const locks = [await lockFolder(dir), await lockFolder(join(dir, "below")), await lockFolder(dir, "config")];
  await expect(lockFolder(dir, "config")).rejects.toMatchObject({ code: "state.in-use" });
  for (const lock of locks) await lock.release();
});

it("is held against other processes, and vanishes with a killed one", async () => {
  const dir = makeTemporaryFolder();
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", holdScript, dir]);
  await once(holder.stdout, "data");
  await expect(lockFolder(dir)).rejects.toMatchObject({ code: "state.in-use" });
  holder.kill("SIGKILL");
  await once(holder, "exit");
  await (await lockFolder(dir)).release();
});
