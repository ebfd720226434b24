import { access } from "node:fs/promises";
import {
  isProgramMissing,
  listQueues,
  listScanners,
  listStillCameras,
} from "../../drivers/discovery/list-by-program.ts";
import { listHid } from "../../drivers/discovery/list-hid.ts";
import { listSerial } from "../../drivers/discovery/list-serial.ts";
import { listUsb } from "../../drivers/discovery/list-usb.ts";
import { listVideo } from "../../drivers/discovery/list-video.ts";
import { waitWithin } from "../../drivers/transport/wait-within.ts";
import type { DevicesConfig } from "../config/devices/devices-config.ts";
import type { Clock } from "../kernel/clock.ts";
import type { FindingKind, Findings } from "./device-row.ts";
import { namedPaths, type Surroundings } from "./find-absent.ts";
import { listSbi, listServices } from "./list-services.ts";

/** How one search went. */
export type ProbeReport = {
  readonly kind: FindingKind;
  readonly outcome: "searched" | "program-missing" | "late" | "failed";
  /** The program it needs and the Debian package that has it; null where it needs none. */
  readonly needs: ProbeNeed | null;
  /** Of what went wrong, as the system words it; null when nothing did. */
  readonly problem: string | null;
};
export type ProbeNeed = { readonly program: string; readonly package: string };

export type ProbeOptions = {
  readonly clock: Clock;
  /** What it names is also looked for where it says. */
  readonly config: DevicesConfig;
  readonly signal: AbortSignal;
  /** Environment of the programs, for a configuration of one's own. */
  readonly env?: Readonly<Record<string, string>>;
};

const boundMs: Readonly<Record<FindingKind, number>> = {
  ...{ serial: 5_000, usb: 5_000, hid: 5_000, video: 10_000, sbi: 10_000, services: 6_000 },
  // SANE asks the network, and some of its backends hang.
  ...{ scanners: 20_000, stillCameras: 10_000, queues: 10_000 },
};
const needs: Readonly<Partial<Record<FindingKind, ProbeNeed>>> = {
  scanners: { program: "scanimage", package: "sane-utils" },
  stillCameras: { program: "gphoto2", package: "gphoto2" },
  queues: { program: "lpstat", package: "cups-client" },
};

/** Looks for everything at once, each search within its own time. What cannot be looked for is said, and stops nothing. */
export async function probeDevices(
  options: ProbeOptions,
): Promise<Surroundings & { readonly reports: readonly ProbeReport[] }> {
  const found: { -readonly [K in FindingKind]: Findings[K] } = {
    ...{ serial: [], usb: [], hid: [], video: [], sbi: [], services: [], scanners: [], stillCameras: [], queues: [] },
  };
  const search = async <K extends FindingKind>(kind: K, list: (signal: AbortSignal) => Promise<Findings[K]>) => {
    const { report, items } = await probe(kind, list, options);
    if (items !== null) found[kind] = items;
    return report;
  };
  const { clock, config, env = {} } = options;
  const byProgram = (kind: FindingKind, signal: AbortSignal) => ({ signal, timeoutMs: boundMs[kind], env });
  const reports = await Promise.all([
    search("serial", listSerial),
    search("usb", () => listUsb()),
    search("hid", listHid),
    search("video", (signal) => listVideo(signal)),
    search("sbi", (signal) => listSbi(config, { clock, signal })),
    search("services", () => listServices(config, clock)),
    search("scanners", (signal) => listScanners(byProgram("scanners", signal))),
    search("stillCameras", (signal) => listStillCameras(byProgram("stillCameras", signal))),
    search("queues", (signal) => listQueues(byProgram("queues", signal))),
  ]);
  const looked = new Set(reports.filter(({ outcome }) => outcome === "searched").map(({ kind }) => kind));
  return { found, looked, paths: await existing(namedPaths(config)), reports };
}

async function probe<T>(
  kind: FindingKind,
  list: (signal: AbortSignal) => Promise<T>,
  { clock, signal: stop }: ProbeOptions,
): Promise<{ readonly report: ProbeReport; readonly items: T | null }> {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, stop]);
  const late = new Error("late");
  const report = { kind, needs: needs[kind] ?? null, problem: null };
  try {
    const items = await waitWithin(list(signal), { clock, timeoutMs: boundMs[kind], signal, whenLate: () => late });
    return { report: { ...report, outcome: "searched" }, items };
  } catch (error) {
    ending.abort(late);
    stop.throwIfAborted();
    if (error === late) return { report: { ...report, outcome: "late" }, items: null };
    if (isProgramMissing(error)) return { report: { ...report, outcome: "program-missing" }, items: null };
    const problem = error instanceof Error ? error.message : String(error);
    return { report: { ...report, outcome: "failed", problem }, items: null };
  }
}

async function existing(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) there.add(path);
  }
  return there;
}
