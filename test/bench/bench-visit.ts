import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecordedResident } from "../../drivers/recording/read-recorded-resident.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { openBooth } from "../../runtime/compose-booth.ts";
import { runEnrolment } from "../../runtime/compose-enrolment.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { composeReplay, planReplay } from "../../runtime/compose-replay.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { createListRegistry } from "../../runtime/registry/list-registry.ts";
import { modalityOf } from "../../runtime/visit/capture-target.ts";
import type { VisitChange } from "../../runtime/visit/visit-desk.ts";
import { type Figure, median } from "./figure.ts";

const runs = 3;

/** Machine time of one unattended visit by stage: the booth is warm, the people take no time. */
export async function benchVisit(residentDir: string): Promise<readonly Figure[]> {
  const stages = new Map<string, number[]>();
  for (let run = 0; run < runs; run += 1) {
    const taken = createStages(createSystemClock().monotonicMs);
    await runVisit(residentDir, taken.note);
    for (const [stage, durationMs] of taken.read()) stages.set(stage, [...(stages.get(stage) ?? []), durationMs]);
  }
  return [...stages].map(([figure, times]) => ({ bench: "visit", figure, value: median(times), unit: "ms", runs }));
}

/** One whole unattended visit, opened to receipt, office and line in the same process; `onChange` hears of every event. */
export async function runVisit(residentDir: string, onChange: (change: VisitChange) => void): Promise<void> {
  const stateDir = await mkdtemp(join(tmpdir(), "bilik-bench-"));
  const config = parseBoothConfig({ stateDir }, "bench");
  const clock = createSystemClock();
  const logger = createSilentLogger();
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const keysDir = join(stateDir, "keys");
  const identity = await loadBoothIdentity(keysDir, owner);
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: 1, modelsDir: config.modelsDir, limits: config.capture });
  await pipelines.warmUp();
  const resident = await readRecordedResident(residentDir);
  const { brokerUrl } = line;
  const registry = createListRegistry([{ biodata: resident.biodata, isRecorded: false }]);
  const devices = composeReplay(resident, clock);
  const booth = await openBooth({ config, devices, registry, pipelines, identity, line, clock, logger });
  booth.desk.onChange(onChange);
  try {
    const { biodata } = resident;
    const signal = new AbortController().signal;
    const plan = planReplay(resident);
    await runEnrolment({
      booth,
      biodata,
      service: "ktp-el",
      plan,
      brokerUrl,
      receiptWaitMs: 60_000,
      clock,
      signal,
      onView: () => undefined,
    });
  } finally {
    await booth.close();
    await pipelines.close();
    await line.close();
    await rm(stateDir, { recursive: true });
  }
}

/** Puts the time between two events to the account of what the later one ended. */
function createStages(nowMs: () => number) {
  const totals = new Map<string, number>();
  let lastMs = nowMs();
  let openedMs = lastMs;
  const add = (stage: string, durationMs: number) => totals.set(stage, (totals.get(stage) ?? 0) + durationMs);
  return {
    note: ({ event: { deed } }: VisitChange) => {
      const now = nowMs();
      if (deed.kind === "opened") openedMs = now;
      else add(stageOf(deed), now - lastMs);
      lastMs = now;
    },
    read: () => new Map([...totals, ["whole visit, opened → receipt", lastMs - openedMs]]),
  };
}

/** To whose account the time before an event goes. */
export function stageOf(deed: VisitChange["event"]["deed"]): string {
  switch (deed.kind) {
    case "captured":
      return `capture and score: ${modalityOf(deed.target)}, all`;
    case "resident-compared":
      return "compare the index fingers 1:1";
    case "page-scanned":
      return "scan and keep the papers";
    case "package-sealed":
      return "build records, letter and package; seal";
    case "receipted":
      return "package sealed → receipt, loopback";
    default:
      return "everything else (journal, gates)";
  }
}
