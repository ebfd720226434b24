import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseBoothConfig } from "../../../runtime/config/booth-config.ts";
import { readBoothConfig, readTextFile } from "../../../runtime/config/read-config.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

function writeConfig(text: string): string {
  const path = join(makeTemporaryFolder(), "booth.json");
  writeFileSync(path, text);
  return path;
}

it("takes the defaults where no file is named", async () => {
  expect(await readBoothConfig(undefined)).toEqual(parseBoothConfig({}, ""));
});

it("reads the file that is named", async () => {
  const path = writeConfig('{ "kiosk": { "port": 0 }, "booth": { "id": "bilik-07" } }');
  expect(await readBoothConfig(path)).toMatchObject({ kiosk: { port: 0 }, booth: { id: "bilik-07" } });
});

it.each(["", "not json", '{ "kiosk": { "port": 0 }', "[1, 2", '{"a":1}{"b":2}'])(
  "says where it is not JSON: %j",
  async (text) => {
    const path = writeConfig(text);
    await expect(readBoothConfig(path)).rejects.toMatchObject({ code: "config.invalid", detail: { path } });
  },
);

it("names the file whose keys are wrong", async () => {
  const path = writeConfig('{ "kioks": {} }');
  await expect(readBoothConfig(path)).rejects.toMatchObject({
    code: "config.invalid",
    detail: { path, problems: expect.stringContaining("kioks") },
  });
});

it("says so when the file is missing, and when it is a folder", async () => {
  const folder = makeTemporaryFolder();
  const path = join(folder, "none.json");
  await expect(readBoothConfig(path)).rejects.toMatchObject({ code: "file.missing", detail: { path } });
  await expect(readBoothConfig(folder)).rejects.toMatchObject({ code: "file.unreadable", detail: { path: folder } });
});

it("reads other files that the configuration names, by the same rules", async () => {
  const path = writeConfig("-----BEGIN CERTIFICATE-----");
  expect(await readTextFile(path)).toBe("-----BEGIN CERTIFICATE-----");
  await expect(readTextFile(`${path}.none`)).rejects.toMatchObject({ code: "file.missing" });
});
