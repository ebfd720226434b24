import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, median } from "./figure.ts";

const runs = 5;

/** From the start of the process to a booth that takes residents; memory then, with every model loaded. */
export async function benchStart(): Promise<readonly Figure[]> {
  const readyMs: number[] = [];
  const residentMb: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const measured = await startOnce();
    readyMs.push(measured.readyMs);
    residentMb.push(measured.residentMb);
  }
  return [
    { bench: "start", figure: "process start → ready", value: median(readyMs), unit: "ms", runs },
    {
      bench: "start",
      figure: "resident memory when ready, all models loaded",
      value: median(residentMb),
      unit: "MB",
      runs,
    },
  ];
}

async function startOnce(): Promise<{ readonly readyMs: number; readonly residentMb: number }> {
  const stateDir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const config = join(stateDir, "booth.json");
  await writeFile(config, JSON.stringify({ stateDir, kiosk: { port: 0 }, logLevel: "error" }));
  const startMs = performance.now();
  const booth = spawn(process.execPath, ["--max-semi-space-size=4", "runtime/main.ts", "booth", "--config", config], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(booth, "exit");
  try {
    await Promise.race([
      once(booth.stdout, "data"),
      ended.then(([code]) => {
        throw new RangeError(`the booth ended with ${code} before it was ready`);
      }),
    ]);
    const readyMs = performance.now() - startMs;
    return { readyMs, residentMb: await readMemoryMb(booth.pid ?? 0, "VmRSS") };
  } finally {
    booth.kill("SIGTERM");
    await ended;
    await rm(stateDir, { recursive: true });
  }
}

export async function readMemoryMb(pid: number, line: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1000;
}
