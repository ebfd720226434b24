import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RealBooth } from "./start-booth.ts";

const pollMs = 50;
const snapshotMaxMs = 60_000;

/**
 * Switches that let a booth write its heap into a folder when it is told to, after a collection of garbage, every string
 * whole.
 */
export function heapSwitches(folder: string): readonly string[] {
  return ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${folder}`, "--heap-snapshot-string-limit=10000000"];
}

/** The heap of a booth that was started with these switches, as text. */
export async function readRuntimeHeap(booth: RealBooth, folder: string): Promise<string> {
  booth.child().kill("SIGUSR2");
  const startMs = performance.now();
  let text = "";
  for (;;) {
    const [file] = (await readdir(folder)).filter((name) => name.endsWith(".heapsnapshot"));
    if (file !== undefined) {
      const path = join(folder, file);
      const now = await readFile(path, "utf8");
      // It is whole once it ends as JSON does and grows no more.
      if (now !== "" && now === text && now.trimEnd().endsWith("}")) {
        await rm(path);
        return now;
      }
      text = now;
    }
    if (performance.now() - startMs > snapshotMaxMs) throw new Error("the booth writes no snapshot of its heap");
    await delay(pollMs);
  }
}
