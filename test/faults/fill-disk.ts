import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isFailure, isSystemError } from "../../runtime/kernel/errors.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { makeBlob } from "./acknowledgement.ts";
import { checkSurvivors } from "./check-survivors.ts";
import { createLoopDisk } from "./loop-disk.ts";
import { openStateFolder, type StateFolder } from "./state-folder.ts";

export type FullDiskCount = {
  readonly figure: "full-disk";
  readonly fileSystem: "ext4";
  readonly refused: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly corrupt: number;
  /** Whether every kind of write went through again once there was space. */
  readonly goesOn: boolean;
};

const visitId = "full-disk-visit";
const roundsWhenFull = 20;

/** Fills a real, small disk under an open booth's state, then makes room again. */
export async function fillDisk(): Promise<FullDiskCount> {
  const disk = createLoopDisk("ext4", 16);
  try {
    const dir = join(disk.mountPoint, "state");
    const ballast = join(disk.mountPoint, "ballast");
    const said: Acknowledgement[] = [];
    const state = await openStateFolder(dir);
    await state.vault.createKey(visitId);
    await writeRounds(state, 1, 10, said);
    writeBallast(ballast);
    const refused = await writeRounds(state, 11, roundsWhenFull, said);
    rmSync(ballast);
    const refusedAfter = await writeRounds(state, 11 + roundsWhenFull, 10, said);
    await state.close();
    disk.restart();
    const { acknowledged, lost, corrupt } = await checkSurvivors(dir, said);
    const counts = { acknowledged, lost: lost.length, corrupt: corrupt.length };
    return { figure: "full-disk", fileSystem: "ext4", refused, ...counts, goesOn: refused > 0 && refusedAfter === 0 };
  } finally {
    disk.remove();
  }
}

/** Returns how many writes were refused with `disk.full`; any other failure is thrown. */
async function writeRounds(state: StateFolder, from: number, rounds: number, said: Acknowledgement[]): Promise<number> {
  let refused = 0;
  const attempt = async (write: () => Promise<Acknowledgement>) => {
    try {
      said.push(await write());
    } catch (error) {
      if (!isFailure(error, "disk.full")) throw error;
      refused += 1;
    }
  };
  for (let round = from; round < from + rounds; round += 1) {
    await attempt(async () => ({
      kind: "blob",
      visitId,
      ...(await state.vault.put(visitId, makeBlob(visitId, round))),
    }));
    await attempt(async () => {
      const { sequence, hash } = await state.journal.append("capture-kept", { round, note: "x".repeat(3_000) });
      return { kind: "entry", sequence, hash };
    });
    await attempt(async () => ({ kind: "settings", ...(await state.settings.update(() => ({ round }))) }));
  }
  return refused;
}

/** Takes every last block. */
function writeBallast(path: string): void {
  const file = openSync(path, "w");
  try {
    for (const chunk of [Buffer.alloc(65_536), Buffer.alloc(512)]) {
      while (hasRoomFor(file, chunk));
    }
  } finally {
    closeSync(file);
  }
}

function hasRoomFor(file: number, chunk: Uint8Array): boolean {
  try {
    return writeSync(file, chunk) === chunk.length;
  } catch (error) {
    if (!isSystemError(error, "ENOSPC")) throw error;
    return false;
  }
}
