import { X509Certificate } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFirstKeys, keyPaths } from "../../../provisioning/keys/create-first-keys.ts";

const request = { boothId: "bilik-07", createdAt: "2026-03-14T00:00:00.000Z" };
const names = ["booth", "ca", "data-centre-1", "data-centre-2", "ingest"].flatMap((name) => [
  `${name}.crt`,
  `${name}.key`,
]);
let folder = "";
let dir = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-first-keys-"));
  dir = join(folder, "state", "keys");
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (path: string) => new X509Certificate(await readFile(path));

describe("createFirstKeys", () => {
  it("creates an authority and four members of it, and says that they are for demonstration", async () => {
    const paths = await createFirstKeys(dir, request);
    expect((await readdir(dir)).toSorted()).toEqual(names);
    const authority = await read(paths.authority.certificate);
    expect(authority.ca).toBe(true);
    for (const { certificate } of [paths.booth, ...paths.dataCentres, paths.ingest]) {
      const member = await read(certificate);
      expect(member.ca).toBe(false);
      expect(member.checkIssued(authority) && member.verify(authority.publicKey)).toBe(true);
      expect(member.subject).toContain("O=Bilik demonstration");
    }
    expect((await read(paths.booth.certificate)).subject).toContain("CN=bilik-07");
  });

  it("holds from a day before to ten years after", async () => {
    const { validFromDate, validToDate } = await read((await createFirstKeys(dir, request)).booth.certificate);
    expect(validFromDate.toISOString()).toBe("2026-03-13T00:00:00.000Z");
    expect(validToDate.toISOString()).toBe("2036-03-13T00:00:00.000Z");
  });

  it("lets nobody but the owner read a private key", async () => {
    await createFirstKeys(dir, request);
    for (const name of names.filter((each) => each.endsWith(".key"))) {
      expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
    }
  });

  it("changes nothing when called again", async () => {
    const first = await createFirstKeys(dir, request);
    const before = await readFile(first.booth.key);
    expect(await createFirstKeys(dir, { ...request, boothId: "bilik-08" })).toEqual(first);
    expect(await readFile(first.booth.key)).toEqual(before);
    expect(first).toEqual(keyPaths(dir));
  });

  it("gives two starts at once the same whole set and leaves nothing beside it", async () => {
    await Promise.all([createFirstKeys(dir, request), createFirstKeys(dir, request)]);
    expect((await readdir(dir)).toSorted()).toEqual(names);
    expect(await readdir(join(folder, "state"))).toEqual(["keys"]);
    const authority = await read(keyPaths(dir).authority.certificate);
    expect((await read(keyPaths(dir).ingest.certificate)).verify(authority.publicKey)).toBe(true);
  });

  it("clears away what a power cut left half made, beside new keys and beside old ones", async () => {
    const state = join(folder, "state");
    for (const leftover of ["keys.tmp-aB3xYz", "keys.tmp-000000"]) {
      await mkdir(join(state, leftover), { recursive: true });
      await writeFile(join(state, leftover, "booth.key"), "half");
      await mkdir(join(state, "keys-of-mine"), { recursive: true });
      await createFirstKeys(dir, request);
      expect((await readdir(state)).toSorted()).toEqual(["keys", "keys-of-mine"]);
    }
  });

  it("touches nothing in a folder that holds some of the files but not all", async () => {
    const paths = await createFirstKeys(dir, request);
    await rm(paths.ingest.key);
    await expect(createFirstKeys(dir, request)).rejects.toMatchObject({
      code: "state.corrupt",
      detail: { path: dir, problem: "keys are missing: ingest.key" },
    });
  });

  it("leaves nothing behind when the folder cannot be made", async () => {
    await mkdir(join(folder, "state"));
    await writeFile(dir, "a file is in the way");
    await expect(createFirstKeys(dir, request)).rejects.toThrow();
    expect(await readdir(join(folder, "state"))).toEqual(["keys"]);
  });
});
