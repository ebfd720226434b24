import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../../../runtime/kernel/file-system.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { type OpenVault, openVault } from "../../../runtime/vault/open-vault.ts";
import type { BlobRef } from "../../../runtime/vault/vault.ts";
import { createSimulatedDisk } from "../kernel/simulated-disk.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

const keyEncryptionKey = new Uint8Array(32).fill(7);
const visitId = "6f0d2c1e-4c57-4b7e-9a38-1c2d3e4f5a6b";
const otherVisitId = "0a1b2c3d-4c57-4b7e-9a38-1c2d3e4f5a6b";
const capture = Buffer.from("a capture that nobody may read on this disk ".repeat(20));

function openTestVault(dir: string, fileSystem?: FileSystem): Promise<OpenVault> {
  return openVault({ dir, keyEncryptionKey, ...(fileSystem ? { fileSystem } : {}) });
}

function blobPath(dir: string, { hash }: BlobRef): string {
  return join(dir, "blobs", visitId, hash);
}

/** Every byte under `dir`, and every name. */
function dumpFolder(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .map(
      (entry) => `${entry.name}\n${entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), "latin1") : ""}`,
    )
    .join("\n");
}

describe("vault", () => {
  it("gives back after a restart what was put, for that visit alone", async () => {
    const dir = join(makeTemporaryFolder(), "vault");
    const first = await openTestVault(dir);
    await first.createKey(visitId);
    await first.createKey(otherVisitId);
    const ref = await first.put(visitId, capture);
    await first.createKey(visitId);
    expect(ref.lengthBytes).toBe(capture.length);
    await first.close();

    const second = await openTestVault(dir);
    expect(Buffer.from(await second.get(visitId, ref)).equals(capture)).toBe(true);
    await expect(second.get(otherVisitId, ref)).rejects.toMatchObject({ code: "vault.missing" });
    expect(await second.readableVisits()).toEqual([otherVisitId, visitId]);
    await second.close();
  });

  it("gives any bytes back, none and many", async () => {
    const vault = await openTestVault(makeTemporaryFolder());
    await vault.createKey(visitId);
    const giveBack = async (bytes: Uint8Array) => {
      const ref = await vault.put(visitId, bytes);
      expect(Buffer.from(await vault.get(visitId, ref)).equals(bytes)).toBe(true);
    };
    await giveBack(new Uint8Array(3_000_000).fill(1));
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), giveBack), { numRuns: 30 });
    await vault.close();
  });

  it("writes nothing in the clear, and the same bytes never twice alike", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await vault.createKey(visitId);
    const refs = [await vault.put(visitId, capture), await vault.put(visitId, capture)];
    expect(new Set(refs.map((ref) => ref.hash)).size).toBe(2);
    await vault.close();
    const dump = dumpFolder(dir);
    expect(dump).not.toContain("nobody may read");
    expect(dump).not.toContain(Buffer.from(keyEncryptionKey).toString("latin1"));
    expect(statSync(blobPath(dir, refs[0]!)).mode & 0o777).toBe(0o600);
  });

  it("detects every flipped byte and every missing end of a blob", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await vault.createKey(visitId);
    const ref = await vault.put(visitId, capture.subarray(0, 100));
    await vault.close();
    const path = blobPath(dir, ref);
    const whole = readFileSync(path);
    let shown = whole;
    const spoiled = await openTestVault(dir, {
      ...nodeFileSystem,
      readFile: async (asked) => (asked === path ? shown : readFile(asked)),
    });
    expect(await spoiled.get(visitId, ref)).toHaveLength(100);
    for (let offset = 0; offset < whole.length; offset += 1) {
      shown = Buffer.from(whole);
      shown[offset]! ^= 1 << (offset % 8);
      await expect(spoiled.get(visitId, ref)).rejects.toMatchObject({
        code: "vault.corrupt",
        detail: { hash: ref.hash },
      });
      shown = whole.subarray(0, offset);
      await expect(spoiled.get(visitId, ref)).rejects.toMatchObject({ code: "vault.corrupt" });
    }
    shown = whole;
    await expect(spoiled.get(visitId, { ...ref, lengthBytes: 99 })).rejects.toMatchObject({ code: "vault.corrupt" });
    await spoiled.close();
  });

  it("says that a blob is missing, also when asked by what is no hash", async () => {
    const vault = await openTestVault(makeTemporaryFolder());
    await vault.createKey(visitId);
    for (const hash of ["0".repeat(64), "../../keys"]) {
      await expect(vault.get(visitId, { hash, lengthBytes: 1 })).rejects.toMatchObject({ code: "vault.missing" });
    }
    await vault.close();
  });

  it("holds its folder against a second writer", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await expect(openTestVault(dir)).rejects.toMatchObject({ code: "state.in-use" });
    await vault.close();
    await vault.close();
    await (await openTestVault(dir)).close();
  });
});

describe("vault, a visit's key", () => {
  it("is destroyed for good: nothing of the visit can be put or read again, and its blobs are gone", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await vault.createKey(visitId);
    await vault.createKey(otherVisitId);
    const ref = await vault.put(visitId, capture);
    const kept = await vault.put(otherVisitId, capture);
    await vault.destroyKey(visitId);
    await vault.destroyKey(visitId);
    for (let restart = 0; restart < 2; restart += 1) {
      const again = restart === 0 ? vault : await openTestVault(dir);
      const destroyed = { code: "vault.key-destroyed", detail: { visitId } };
      await expect(again.get(visitId, ref)).rejects.toMatchObject(destroyed);
      await expect(again.put(visitId, capture)).rejects.toMatchObject(destroyed);
      await expect(again.createKey(visitId)).rejects.toMatchObject(destroyed);
      expect(await again.readableVisits()).toEqual([otherVisitId]);
      expect(Buffer.from(await again.get(otherVisitId, kept)).equals(capture)).toBe(true);
      await again.close();
    }
    expect(existsSync(join(dir, "blobs", visitId))).toBe(false);
    expect(readdirSync(join(dir, "keys")).sort()).toEqual([`${otherVisitId}.key`, `${visitId}.destroyed`]);
  });

  it("does not open under another key-encryption key, or when a byte of it is damaged", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await vault.createKey(visitId);
    const ref = await vault.put(visitId, capture);
    await vault.close();
    const stranger = await openVault({ dir, keyEncryptionKey: new Uint8Array(32).fill(8) });
    await expect(stranger.get(visitId, ref)).rejects.toMatchObject({ code: "vault.corrupt" });
    await expect(stranger.put(visitId, capture)).rejects.toMatchObject({ code: "state.corrupt" });
    await expect(stranger.createKey(visitId)).rejects.toMatchObject({ code: "state.corrupt" });
    await stranger.close();

    const keyPath = join(dir, "keys", `${visitId}.key`);
    const wrapped = readFileSync(keyPath);
    for (let offset = 0; offset < wrapped.length; offset += 1) {
      const damaged = Buffer.from(wrapped);
      damaged[offset]! ^= 0x40;
      writeFileSync(keyPath, damaged);
      const spoiled = await openTestVault(dir);
      await expect(spoiled.get(visitId, ref)).rejects.toMatchObject({ code: "vault.corrupt" });
      await spoiled.close();
    }
  });

  it("cannot be used for another visit by renaming its file", async () => {
    const dir = makeTemporaryFolder();
    const vault = await openTestVault(dir);
    await vault.createKey(visitId);
    const ref = await vault.put(visitId, capture);
    await vault.createKey(otherVisitId);
    await vault.close();
    writeFileSync(join(dir, "keys", `${otherVisitId}.key`), readFileSync(join(dir, "keys", `${visitId}.key`)));
    const again = await openTestVault(dir);
    await expect(again.get(otherVisitId, ref)).rejects.toMatchObject({ code: "vault.corrupt" });
    await again.close();
  });

  it("must be there before the first blob, and a visit id must be a harmless name", async () => {
    const vault = await openTestVault(makeTemporaryFolder());
    await expect(vault.put(visitId, capture)).rejects.toThrow("needs its key");
    await expect(vault.createKey("../escape")).rejects.toThrow("file name");
    await expect(vault.destroyKey("")).rejects.toThrow("file name");
    await vault.close();
  });
});

describe("vault on a disk that fails", () => {
  it("goes on after a full disk, and takes nothing more after a failed sync", async () => {
    const dir = makeTemporaryFolder();
    const disk = createSimulatedDisk();
    const vault = await openTestVault(dir, disk.fileSystem);
    await vault.createKey(visitId);
    disk.failCall(2, "ENOSPC");
    await expect(vault.put(visitId, capture)).rejects.toMatchObject({ code: "disk.full" });
    const ref = await vault.put(visitId, capture);
    disk.failCall(3, "EIO");
    await expect(vault.put(visitId, capture)).rejects.toMatchObject({ code: "state.poisoned" });
    await expect(vault.put(visitId, capture)).rejects.toMatchObject({ code: "state.poisoned" });
    expect(Buffer.from(await vault.get(visitId, ref)).equals(capture)).toBe(true);
    await vault.close();
  });

  it("has every acknowledged blob and no erased one after a power cut at any call", async () => {
    const dir = makeTemporaryFolder();
    for (let seed = 0; seed < 300; seed += 1) {
      const random = createRandom(`vault-${seed}`);
      const disk = createSimulatedDisk();
      disk.losePowerAfter(random.integer(1, 90));
      const promised = await runUntilPowerCut(dir, disk.fileSystem);
      disk.powerCut(random);
      const vault = await openTestVault(dir, disk.fileSystem);
      await checkPromises(vault, promised);
      await checkErasedTraceless(dir, disk.fileSystem);
      await vault.close();
    }
  });
});

type PromisedVisit = { readonly id: string; refs: readonly BlobRef[]; erasing: "no" | "begun" | "promised" };

/** Five visits of three blobs, every second one erased again; what was acknowledged of them. */
async function runUntilPowerCut(dir: string, fileSystem: FileSystem): Promise<readonly PromisedVisit[]> {
  const promised: PromisedVisit[] = [];
  let vault: OpenVault | null = null;
  try {
    vault = await openTestVault(dir, fileSystem);
    for (let index = 0; index < 5; index += 1) {
      const visit: PromisedVisit = { id: `visit-${index}`, refs: [], erasing: "no" };
      await vault.createKey(visit.id);
      promised.push(visit);
      for (let blob = 0; blob < 3; blob += 1) {
        visit.refs = [...visit.refs, await vault.put(visit.id, Buffer.from(`${visit.id} ${blob}`))];
      }
      if (index % 2 === 0) continue;
      visit.erasing = "begun";
      await vault.destroyKey(visit.id);
      visit.erasing = "promised";
    }
  } catch (failure) {
    if (!isFailure(failure, "state.poisoned")) throw failure;
  }
  await vault?.close();
  return promised;
}

async function checkPromises(vault: OpenVault, promised: readonly PromisedVisit[]): Promise<void> {
  const readable = await vault.readableVisits();
  for (const { id, refs, erasing } of promised) {
    if (erasing === "no") expect(readable).toContain(id);
    if (erasing === "promised") expect(readable).not.toContain(id);
    if (!readable.includes(id)) continue;
    const texts = await Promise.all(refs.map(async (ref) => Buffer.from(await vault.get(id, ref)).toString()));
    expect(texts).toEqual(refs.map((_, blob) => `${id} ${blob}`));
  }
}

/** Where a tombstone stands, opening has removed what was left of key and blobs. */
async function checkErasedTraceless(dir: string, fileSystem: FileSystem): Promise<void> {
  const keys = await fileSystem.listFolder(join(dir, "keys"));
  const folders = await fileSystem.listFolder(join(dir, "blobs"));
  for (const tombstone of keys.filter((name) => name.endsWith(".destroyed"))) {
    const id = tombstone.replace(".destroyed", "");
    expect(keys).not.toContain(`${id}.key`);
    expect(folders).not.toContain(id);
  }
}
