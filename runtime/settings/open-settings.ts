import assert from "node:assert/strict";
import { join } from "node:path";
import { Low } from "lowdb";
import { makeFolder, removeLeftovers, syncFolder } from "../kernel/durable-file.ts";
import { BoothError } from "../kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../kernel/file-system.ts";
import { lockFolder } from "../kernel/lock-folder.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { Settings } from "./settings.ts";
import { createTwoSlotAdapter } from "./two-slot-adapter.ts";

export type SettingsOptions<T extends object> = {
  readonly dir: string;
  /** The document's file name without its slot: letters, digits and hyphens. */
  readonly name: string;
  /** Throws on what is not a `T`. Also run on what is about to be written. */
  readonly parse: (input: unknown) => T;
  /** The value of a document that was never written. It is only written by the first `update`. */
  readonly initial: T;
  readonly fileSystem?: FileSystem;
};

const nameForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * Opens a small JSON document in `dir`, makes the folder when it is missing, and holds the document until `close`.
 * @throws BoothError `state.in-use` when another process has this document open
 * @throws BoothError `state.corrupt` when neither generation is sound, or the newer does not parse
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned` when the medium refuses
 */
export async function openSettings<T extends object>(options: SettingsOptions<T>): Promise<Settings<T>> {
  const { dir, name, fileSystem = nodeFileSystem } = options;
  assert.match(name, nameForm, "a document's name must be fit for a file name");
  await makeFolder(dir, fileSystem);
  const lock = await lockFolder(dir, name);
  try {
    const settings = await openLocked(options, fileSystem);
    return {
      ...settings,
      close: async () => {
        await settings.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked<T extends object>(options: SettingsOptions<T>, fileSystem: FileSystem): Promise<Settings<T>> {
  const { dir, name, parse, initial } = options;
  await removeLeftovers(dir, fileSystem, `${name}.`);
  // A killed process may have renamed a slot without syncing the folder: it reads back now, and must still tomorrow.
  await syncFolder(dir, fileSystem);
  const adapter = createTwoSlotAdapter(dir, name, fileSystem);
  const low = new Low<unknown>(adapter, structuredClone(initial));
  await low.read();
  let current = freeze(parseStored(low.data, parse, join(dir, name)));
  const updates = createWriteQueue();

  return {
    recovery: adapter.recovery(),
    value: () => current,
    update: (change) =>
      updates.run(async () => {
        // Through text and parser before the write, so that memory holds exactly what a restart would read.
        const next = parse(JSON.parse(JSON.stringify(change(structuredClone(current)))));
        // lowdb keeps what it failed to write; so its copy is only ever the one on its way to the disk.
        low.data = next;
        await low.write();
        current = freeze(next);
        return current;
      }),
    close: () => updates.settled(),
  };
}

function parseStored<T>(stored: unknown, parse: (input: unknown) => T, path: string): T {
  try {
    return parse(stored);
  } catch (error) {
    if (error instanceof BoothError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new BoothError("state.corrupt", { path, problem }, { cause: error });
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
