import assert from "node:assert/strict";
import { randomBytes as nodeRandomBytes } from "node:crypto";
import { join } from "node:path";
import { makeFolder, removeLeftovers, syncFolder } from "../kernel/durable-file.ts";
import { BoothError } from "../kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../kernel/file-system.ts";
import { lockFolder } from "../kernel/lock-folder.ts";
import { createWriteQueue, type WriteQueue } from "../kernel/write-queue.ts";
import type { Vault } from "./vault.ts";
import { createVisitBlobs, type VisitBlobs } from "./visit-blobs.ts";
import { createVisitKeys, type VisitKeys } from "./visit-keys.ts";

export type VaultOptions = {
  readonly dir: string;
  /** 32 bytes that wrap every data key. The vault never writes them; the caller must not change them. */
  readonly keyEncryptionKey: Uint8Array;
  /** Cryptographically strong; node:crypto unless a test needs to know the keys. */
  readonly randomBytes?: (sizeBytes: number) => Uint8Array;
  readonly fileSystem?: FileSystem;
};

/** A vault that holds its folder until it is closed. */
export type OpenVault = Vault & {
  /** Waits for pending writes and releases the folder. Safe to call twice. */
  readonly close: () => Promise<void>;
};

/** UUIDs in production; anything that is one harmless file name. */
const visitIdForm = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

/**
 * Opens the vault in `dir`, makes its folders when they are missing, and finishes what a power cut interrupted. On
 * disk: `keys/<visit>.key`, `keys/<visit>.destroyed`, `blobs/<visit>/<hash>`.
 * @throws BoothError `state.in-use` when another process writes here
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned` when the medium refuses
 */
export async function openVault(options: VaultOptions): Promise<OpenVault> {
  const { dir, keyEncryptionKey, randomBytes = nodeRandomBytes, fileSystem = nodeFileSystem } = options;
  assert.equal(keyEncryptionKey.length, 32, "a key-encryption key has 32 bytes");
  const keysDir = join(dir, "keys");
  const blobsDir = join(dir, "blobs");
  await makeFolder(keysDir, fileSystem);
  await makeFolder(blobsDir, fileSystem);

  const lock = await lockFolder(dir);
  const keys = createVisitKeys({ dir: keysDir, keyEncryptionKey, randomBytes, fileSystem });
  const blobs = createVisitBlobs({ dir: blobsDir, randomBytes, fileSystem });
  try {
    await removeLeftovers(keysDir, fileSystem);
    // A killed process may have made a key without syncing the folder: it reads back now, and must still tomorrow.
    await syncFolder(keysDir, fileSystem);
    await blobs.removeLeftovers();
    await finishErasing(keys, blobs);
  } catch (error) {
    await lock.release();
    throw error;
  }
  const writes = createWriteQueue();
  return {
    ...createVault(keys, blobs, writes),
    close: async () => {
      await writes.settled();
      await lock.release();
    },
  };
}

function createVault(keys: VisitKeys, blobs: VisitBlobs, writes: WriteQueue): Vault {
  return {
    createKey: (visitId) =>
      writes.run(async () => {
        const reading = await readKey(keys, visitId);
        if (reading.kind === "damaged") throw damagedKey(visitId, reading.problem);
        if (reading.kind === "live") {
          reading.key.fill(0);
          return;
        }
        // The folder first: where there is a key, its blobs have their place.
        await blobs.makeFolder(visitId);
        await keys.create(visitId);
      }),
    put: (visitId, ...parts) =>
      writes.run(async () => {
        const reading = await readKey(keys, visitId);
        if (reading.kind === "damaged") throw damagedKey(visitId, reading.problem);
        assert(reading.kind === "live", "a visit needs its key before its first blob");
        return blobs.put(visitId, reading.key, parts).finally(() => reading.key.fill(0));
      }),
    get: async (visitId, ref) => {
      const reading = await readKey(keys, visitId);
      if (reading.kind === "absent") throw new BoothError("vault.missing", { hash: ref.hash });
      if (reading.kind === "damaged") {
        throw new BoothError("vault.corrupt", { hash: ref.hash, problem: reading.problem });
      }
      return blobs.get(visitId, reading.key, ref).finally(() => reading.key.fill(0));
    },
    destroyKey: (visitId) =>
      writes.run(async () => {
        assertVisitId(visitId);
        await keys.destroy(visitId);
        await blobs.remove(visitId);
      }),
    readableVisits: () => keys.live(),
  };
}

type UsableKey = Exclude<Awaited<ReturnType<VisitKeys["read"]>>, { readonly kind: "destroyed" }>;

async function readKey(keys: VisitKeys, visitId: string): Promise<UsableKey> {
  assertVisitId(visitId);
  const reading = await keys.read(visitId);
  if (reading.kind === "destroyed") throw new BoothError("vault.key-destroyed", { visitId });
  return reading;
}

function assertVisitId(visitId: string): void {
  assert.match(visitId, visitIdForm, "a visit id must be fit for a file name");
}

function damagedKey(visitId: string, problem: string): BoothError {
  return new BoothError("state.corrupt", { path: `keys/${visitId}.key`, problem });
}

async function finishErasing(keys: VisitKeys, blobs: VisitBlobs): Promise<void> {
  await keys.finishDestroying();
  const destroyed = await keys.destroyed();
  for (const visitId of await blobs.visits()) {
    if (destroyed.has(visitId)) await blobs.remove(visitId);
  }
}
