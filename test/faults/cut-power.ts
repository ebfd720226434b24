import { setTimeout as delay } from "node:timers/promises";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { checkSurvivors } from "./check-survivors.ts";
import { createLoopDisk, type DiskKind, type LoopDisk } from "./loop-disk.ts";
import { startVictim } from "./victim.ts";

/**
 * `frozen`: every thread of the victim stands still at the cut, so that what is acknowledged was synced before it:
 * nothing may be lost. `racing`: the cut may fall into a sync that then reports a success it did not have, which no
 * real power cut lets a program see; so the last word may be lost, but nothing may be corrupt.
 */
export type CutMode = "frozen" | "racing";

export type CutCount = {
  readonly figure: "power-cuts";
  readonly fileSystem: DiskKind;
  readonly mode: CutMode;
  readonly cuts: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly corrupt: number;
  readonly tornTails: number;
  readonly elapsedMs: number;
};

const diskMegabytes = 400;
/** How far a victim gets, at most, before its plug is pulled: some four visits. */
const wordsMax = 200;
/** A fresh state folder now and then: first writes are torn differently from later ones. */
const cutsPerFolder = 10;

/** Pulls the plug on a booth's state `cuts` times. Every loss is named to `complain`. */
export async function cutPowerOn(
  fileSystem: DiskKind,
  mode: CutMode,
  cuts: number,
  complain: (problem: string) => void,
): Promise<CutCount> {
  const startMs = performance.now();
  const random = createRandom(`${fileSystem}-${mode}`);
  const disk = createLoopDisk(fileSystem, diskMegabytes);
  const count = { acknowledged: 0, lost: 0, corrupt: 0, tornTails: 0 };
  let said: Acknowledgement[] = [];
  let folders = 0;
  try {
    for (let cut = 0; cut < cuts; cut += 1) {
      if (cut % cutsPerFolder === 0) {
        folders += 1;
        said = [];
      }
      const dir = `${disk.mountPoint}/state-${folders}`;
      const words = await cutOnce(disk, dir, mode, random);
      said.push(...words);
      const survival = await checkSurvivors(dir, said);
      for (const problem of [...survival.lost, ...survival.corrupt]) complain(`${fileSystem} ${mode}: ${problem}`);
      count.acknowledged += words.filter(({ kind }) => kind !== "ready" && kind !== "erasing").length;
      count.lost += survival.lost.length;
      count.corrupt += survival.corrupt.length;
      count.tornTails += survival.tornBytesCut > 0 ? 1 : 0;
      // What went wrong is counted once, not again at every later cut.
      if (survival.lost.length + survival.corrupt.length > 0) {
        folders += 1;
        said = [];
      }
    }
  } finally {
    disk.remove();
  }
  const elapsedMs = Math.round(performance.now() - startMs);
  return { figure: "power-cuts", fileSystem, mode, cuts, ...count, elapsedMs };
}

/** What a victim said until its plug was pulled. The disk is back afterwards. */
async function cutOnce(disk: LoopDisk, dir: string, mode: CutMode, random: Random) {
  const victim = startVictim(dir);
  try {
    await victim.saidAtLeast(random.integer(1, wordsMax));
    await delay(random.between(0, 3));
    if (mode === "frozen") await victim.freeze();
    disk.cutPower();
  } finally {
    await victim.kill();
  }
  disk.restart();
  return victim.said();
}
