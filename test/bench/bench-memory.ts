import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readMemoryMb } from "./bench-start.ts";
import { type Figure, median } from "./figure.ts";

const runs = 3;
const pollMs = 20;

/** The most memory that one whole enrolment ever held, broker and office in the same process. */
export async function benchMemory(residentDir: string): Promise<readonly Figure[]> {
  const peaks: number[] = [];
  for (let run = 0; run < runs; run += 1) peaks.push(await enrolOnce(residentDir));
  return [{ bench: "visit", figure: "peak memory of one whole enrolment", value: median(peaks), unit: "MB", runs }];
}

async function enrolOnce(residentDir: string): Promise<number> {
  const stateDir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const command = [
    "--max-semi-space-size=4",
    "runtime/main.ts",
    "enrol",
    "--resident",
    residentDir,
    "--state",
    stateDir,
  ];
  const enrol = spawn(process.execPath, command, { stdio: "ignore" });
  const ended = once(enrol, "exit");
  let peakMb = 0;
  while (enrol.exitCode === null) {
    // The last look may come after the process has gone.
    const nowMb = await readMemoryMb(enrol.pid ?? 0, "VmHWM").catch(() => 0);
    if (nowMb > peakMb) peakMb = nowMb;
    await delay(pollMs);
  }
  await ended;
  await rm(stateDir, { recursive: true });
  return peakMb;
}
