import { join } from "node:path";
import type { Adapter } from "lowdb";
import { replaceFile } from "../kernel/durable-file.ts";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { FileSystem } from "../kernel/file-system.ts";
import { systemCode } from "../kernel/storage-failure.ts";
import { createWriteQueue } from "../kernel/write-queue.ts";
import type { SettingsRecovery } from "./settings.ts";
import { encodeSlot, readSlot, type SlotReading } from "./settings-slot.ts";

/** A lowdb adapter that keeps the last two generations of a document in `name.0` and `name.1`. */
export type TwoSlotAdapter = Adapter<unknown> & {
  /** Valid once `read` has resolved. */
  readonly recovery: () => SettingsRecovery;
};

type Slots = readonly [SlotReading, SlotReading];

/**
 * Every write goes over the older slot: whole aside, synced, renamed, folder synced. So the newer one is never
 * touched, and a write resolves only once it is durable. `read` comes first; it resolves with null, and no other
 * value, when nothing was ever written.
 */
export function createTwoSlotAdapter(dir: string, name: string, fileSystem: FileSystem): TwoSlotAdapter {
  const slotPath = (slot: number) => join(dir, `${name}.${slot}`);
  const writes = createWriteQueue();
  let generation = 0;
  let recovery: SettingsRecovery = "virgin";

  return {
    recovery: () => recovery,
    read: async () => {
      const slots = [
        await readSlotFile(slotPath(0), 0, fileSystem),
        await readSlotFile(slotPath(1), 1, fileSystem),
      ] as const;
      const newest = pickNewest(slots);
      if (newest === null) {
        assertVirgin(slots, join(dir, name));
        return null;
      }
      generation = newest.generation;
      recovery = judgeRecovery(slots, generation);
      return newest.document;
    },
    write: (document) => {
      // Taken now: what the caller does to the object afterwards is not part of this write.
      const documentText = JSON.stringify(document);
      return writes.run(async () => {
        const next = generation + 1;
        await replaceFile(slotPath(next % 2), encodeSlot(next, documentText), fileSystem);
        generation = next;
      });
    },
  };
}

async function readSlotFile(path: string, slot: number, fileSystem: FileSystem): Promise<SlotReading> {
  let bytes: Buffer;
  try {
    bytes = await fileSystem.readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return { kind: "absent" };
    const code = systemCode(error);
    if (code === undefined) throw error;
    return { kind: "bad", problem: `cannot be read: ${code}` };
  }
  const reading = readSlot(bytes);
  const isMisplaced = reading.kind === "sound" && reading.generation % 2 !== slot;
  return isMisplaced ? { kind: "bad", problem: "a generation of the other slot" } : reading;
}

function pickNewest([first, second]: Slots): Extract<SlotReading, { readonly kind: "sound" }> | null {
  if (first.kind !== "sound") return second.kind === "sound" ? second : null;
  return second.kind === "sound" && second.generation > first.generation ? second : first;
}

/** A power cut never leaves a bad slot, and never takes a renamed one away: either may have held the newest. */
function judgeRecovery(slots: Slots, newest: number): SettingsRecovery {
  const isComplete = slots.every((slot) => slot.kind === "sound");
  const isFirst = newest === 1 && slots[0].kind === "absent";
  return isComplete || isFirst ? "clean" : "fell-back";
}

function assertVirgin(slots: Slots, path: string): void {
  const problems = slots.flatMap((slot) => (slot.kind === "bad" ? [slot.problem] : []));
  if (problems.length > 0) throw new BoothError("state.corrupt", { path, problem: problems.join("; ") });
}
