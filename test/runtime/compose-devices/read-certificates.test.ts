import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulatorKeys } from "../../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { readAuthorities } from "../../../runtime/compose-devices/read-certificates.ts";

let dir: string;
let pem: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "certificates-"));
  pem = (await createEmulatorKeys(new Date().toISOString())).authorityPem;
});
afterAll(() => rm(dir, { recursive: true }));

async function read(text: string) {
  const path = join(dir, "file.pem");
  await writeFile(path, text);
  return readAuthorities(path);
}

describe("certificates of a PEM file", () => {
  it("are all read, with whatever is written between them", async () => {
    const [one, two, ...more] = await read(`# ours\n${pem}\nand\n${pem}`);
    expect(more).toEqual([]);
    expect(one?.subject).toBe(two?.subject);
    expect(one?.ca).toBe(true);
  });

  it("are refused where there are none, too many, or a damaged one", async () => {
    const damaged = pem.replace(/\n(.{30})/, "\n////$1");
    for (const text of ["", "words", pem.slice(0, 200), pem.repeat(33), damaged]) {
      await expect(read(text)).rejects.toMatchObject({ code: "file.unreadable" });
    }
    await expect(readAuthorities(join(dir, "nowhere.pem"))).rejects.toMatchObject({ code: "file.missing" });
  });
});
