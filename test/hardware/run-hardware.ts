// `make hardware`: drivers on a real kernel. Ends with 0 when every check passed, 1 when one failed, 77 when one was skipped.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bootGuest } from "./boot-guest.ts";
import { buildInitramfs } from "./build-initramfs.ts";
import { findObstacle } from "./find-obstacle.ts";
import { bringGuestKernel, type GuestKernel } from "./guest-kernel.ts";
import { type CheckReport, parseGuestReport } from "./guest-report.ts";

const repositoryDir = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const workDir = join(repositoryDir, ".setup/hardware");
const consolePath = join(workDir, "console.log");
/** Four times what a run takes on two cores that have other work as well: 110 s. */
const guestLimitMs = 480_000;
const consoleLinesShown = 30;
const marks = { passed: "✓", failed: "✗", skipped: "-" } as const;
const exitCode = { passed: 0, failed: 1, skipped: 77 } as const;

process.exitCode = exitCode[await run()];

async function run(): Promise<keyof typeof exitCode> {
  const obstacle = findObstacle();
  if (obstacle !== null) return skip(obstacle);
  let kernel: GuestKernel;
  try {
    mkdirSync(workDir, { recursive: true });
    kernel = bringGuestKernel(workDir);
  } catch (error) {
    return skip(`no kernel could be fetched: ${oneLine(error)}`);
  }
  console.log(`Booting Linux ${kernel.version} in qemu, without acceleration; its console goes to ${consolePath}`);
  return judge(await bootAndListen(kernel));
}

function skip(why: string): "skipped" {
  console.log(`Skipped: ${why}.`);
  return "skipped";
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n").join("; ");
}

type Outcome = { readonly checks: readonly CheckReport[]; readonly problem: string | null; readonly elapsedMs: number };

async function bootAndListen(kernel: GuestKernel): Promise<Outcome> {
  const startMs = performance.now();
  const checks: CheckReport[] = [];
  let hasEnded = false;
  writeFileSync(consolePath, "");
  const initramfsPath = buildInitramfs(kernel, workDir, { repositoryDir, nodePath: process.execPath, guestLimitMs });
  const machine = { kernelPath: kernel.imagePath, initramfsPath, consolePath, limitMs: guestLimitMs };
  const how = await bootGuest(machine, (line) => {
    const report = parseGuestReport(line);
    if (report?.kind === "end") hasEnded = true;
    if (report?.kind !== "check") return;
    checks.push(report);
    console.log(formatCheck(report));
  });
  const whyNot = how === "too-late" ? `the guest was not done within ${guestLimitMs / 1_000} s` : "the guest gave up";
  const elapsedMs = performance.now() - startMs;
  return { checks, problem: hasEnded && checks.length > 0 ? null : whyNot, elapsedMs };
}

function formatCheck({ name, outcome, elapsedMs, note }: CheckReport): string {
  const time = `${(elapsedMs / 1_000).toFixed(1)} s`;
  return `${marks[outcome]} ${name} (${[time, note].filter(Boolean).join("; ")})`;
}

function judge({ checks, problem, elapsedMs }: Outcome): keyof typeof exitCode {
  const count = (wanted: CheckReport["outcome"]) => checks.filter(({ outcome }) => outcome === wanted).length;
  const counts = `${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`;
  const hasFailed = problem !== null || count("failed") > 0;
  if (hasFailed) {
    const lines = readFileSync(consolePath, "utf8").trimEnd().split("\n");
    console.log(`The last of the guest's console:\n${lines.slice(-consoleLinesShown).join("\n")}`);
  }
  if (problem !== null) console.log(`FAILED: ${problem}.`);
  console.log(`${counts}, in ${(elapsedMs / 1_000).toFixed(0)} s.`);
  if (hasFailed) return "failed";
  return count("skipped") > 0 ? "skipped" : "passed";
}
