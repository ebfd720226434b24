import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadPageToken } from "../../../../runtime/kiosk/pages/page-token.ts";
import { makeTemporaryFolder } from "../../../booth/temporary-folder.ts";

it("is the same while the machine is up, and in nobody else's reach", async () => {
  const path = join(await makeTemporaryFolder(), "page-token.json");
  const token = await loadPageToken(path);
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(await loadPageToken(path)).toBe(token);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("is another one after the machine was started again, or when the file is not what it was", async () => {
  const path = join(await makeTemporaryFolder(), "page-token.json");
  const token = await loadPageToken(path);
  const saved = JSON.parse(await readFile(path, "utf8"));
  for (const text of [JSON.stringify({ ...saved, bootId: "another" }), "{", "", '{"token":"short"}']) {
    await writeFile(path, text);
    expect(await loadPageToken(path)).not.toBe(token);
  }
});
