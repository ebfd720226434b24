// `make faults`: pulls the plug on real file systems and fills one. Needs root; says why where it cannot run.
import { parseArgs } from "node:util";
import { type CutCount, cutPowerOn } from "./cut-power.ts";
import { fillDisk } from "./fill-disk.ts";
import { diskKinds, findObstacle } from "./loop-disk.ts";

const { values } = parseArgs({
  options: { cuts: { type: "string", default: "50" }, races: { type: "string", default: "10" } },
});

const obstacle = findObstacle();
if (obstacle === null) {
  process.exitCode = await runFaults(Number(values.cuts), Number(values.races));
} else {
  console.log(`Skipped: ${obstacle}.`);
}

/** Prints a JSON line a figure and a table at the end; 1 when anything was lost or corrupt. */
async function runFaults(frozenCuts: number, racingCuts: number): Promise<number> {
  const counts: CutCount[] = [];
  for (const fileSystem of diskKinds) {
    for (const [mode, cuts] of [
      ["frozen", frozenCuts],
      ["racing", racingCuts],
    ] as const) {
      const count = await cutPowerOn(fileSystem, mode, cuts, (problem) => console.error(problem));
      counts.push(count);
      console.log(JSON.stringify(count));
    }
  }
  const full = await fillDisk();
  console.log(JSON.stringify(full));

  console.log();
  console.table(counts.map(({ figure: _, ...row }) => row));
  const isSound =
    counts.every(({ mode, lost, corrupt }) => corrupt === 0 && (lost === 0 || mode === "racing")) &&
    full.goesOn &&
    full.lost === 0 &&
    full.corrupt === 0;
  console.log("A racing cut may fall into a sync that then reports a success it did not have: its last word may go.");
  console.log(isSound ? "Frozen: nothing acknowledged was lost. Anywhere: nothing is corrupt." : "FAILED, see above.");
  return isSound ? 0 : 1;
}
