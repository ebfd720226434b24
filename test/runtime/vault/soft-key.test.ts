import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadSoftKey } from "../../../runtime/vault/soft-key.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

it("makes a key once, for its owner alone, and gives the same one ever after", async () => {
  const path = join(makeTemporaryFolder(), "keys", "kek");
  const key = await loadSoftKey(path);
  expect(key).toHaveLength(32);
  expect(new Set(key).size).toBeGreaterThan(8);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await loadSoftKey(path)).toEqual(key);
  expect(await loadSoftKey(join(makeTemporaryFolder(), "kek"))).not.toEqual(key);
});

it("refuses a file that is no key rather than replace it", async () => {
  const path = join(makeTemporaryFolder(), "kek");
  writeFileSync(path, "short");
  await expect(loadSoftKey(path)).rejects.toMatchObject({ code: "state.corrupt", detail: { path } });
});
