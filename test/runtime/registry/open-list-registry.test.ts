import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openListRegistry } from "../../../runtime/registry/open-list-registry.ts";

const { signal } = new AbortController();
const resident = {
  nik: "9901014101900001",
  namaLengkap: "SITI CONTOH",
  jenisKelamin: "P",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-01-01",
  statusPerkawinan: "KAWIN",
  kewarganegaraan: "WNI",
};
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "registry-"));
});
afterAll(() => rm(dir, { recursive: true }));

const write = async (name: string, content: string | Uint8Array) => {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
};

describe("a register opened from a file", () => {
  it("knows who stands in it, by the form its name tells", async () => {
    const csv = await write("p.csv", `${Object.keys(resident).join(";")}\r\n${Object.values(resident).join(";")}\r\n`);
    const json = await write("p.JSON", JSON.stringify([resident]));
    for (const path of [csv, json]) {
      const registry = await openListRegistry(path);
      expect(await registry.find(resident.nik, signal)).toEqual({ kind: "found", biodata: resident });
      expect(await registry.lookUp({ ...resident, namaLengkap: "SITI LAIN" }, signal)).toEqual({
        outcome: "found",
        differences: ["namaLengkap"],
      });
    }
  });

  it("says what is wrong with a file that is none", async () => {
    await expect(openListRegistry(join(dir, "none.csv"))).rejects.toMatchObject({ code: "file.missing" });
    await expect(openListRegistry(dir)).rejects.toMatchObject({ code: "file.unreadable" });
    const latin = await write("latin.csv", Uint8Array.of(0x6e, 0x69, 0x6b, 0xe9));
    await expect(openListRegistry(latin)).rejects.toMatchObject({
      code: "registry.invalid",
      detail: { problems: "it is not UTF-8 text" },
    });
  });
});
