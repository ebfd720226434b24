import { resolve } from "node:path";
import { type RecordedResident, readRecordedResident } from "../../drivers/recording/read-recorded-resident.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import type { Pipelines } from "../capture/pipelines.ts";
import { openBooth } from "../compose-booth.ts";
import { runEnrolment } from "../compose-enrolment.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../compose-keys.ts";
import { openLine } from "../compose-line.ts";
import { composeReplay, planReplay } from "../compose-replay.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { createLogger } from "../kernel/logger.ts";
import { type ServiceId, serviceIds } from "../procedure/service.ts";
import { capturesBiometrics } from "../procedure/services.ts";
import { createListRegistry } from "../registry/list-registry.ts";
import type { VisitView } from "../visit/visit-view.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import { reportEnrolment, summariseEnrolment } from "./report-enrolment.ts";
import { createProgress } from "./report-progress.ts";
import type { Terminal, Verb } from "./verb.ts";

/** `bilik enrol`: one whole visit of a recorded resident, unattended, through the booth itself. */
export const enrolVerb: Verb = {
  name: "enrol",
  summary: {
    id: "satu kunjungan utuh tanpa petugas, dari rekaman pemohon",
    en: "one whole unattended visit of a recorded resident",
  },
  usage: {
    id: `bilik enrol --resident FOLDER [--service LAYANAN] [--config BERKAS] [--state FOLDER] [--json]

  --resident FOLDER   resident.json, face, finger-01 … finger-10, iris-left, iris-right, signature, papers/;
                      yang tidak ada perlu alasan di exceptions.json
  --service LAYANAN   ${serviceIds.join(", ")} (baku: ktp-el)
  --config BERKAS     konfigurasi JSON; tanpa ini broker dan kantor berjalan di proses yang sama
  --state FOLDER      tempat jurnal, brankas dan kotak keluar (baku: .bilik)
  --json              hasil sebagai satu objek JSON
  --log TINGKAT       catatan ke galat baku: debug, info, warn, error (baku: tidak ada)

Kunjungan yang terputus dilanjutkan dari langkah terakhir. Keluar 0 bila tanda terima sudah ada, selain itu 1.`,
    en: `bilik enrol --resident DIR [--service S] [--config F] [--state DIR] [--json]

  --resident DIR   resident.json, face, finger-01 … finger-10, iris-left, iris-right, signature, papers/;
                   what is missing needs its reason in exceptions.json
  --service S      ${serviceIds.join(", ")} (default: ktp-el)
  --config F       JSON configuration; without it a broker and an office run in the same process
  --state DIR      where journal, vault and outbox are (default: .bilik)
  --json           the result as one JSON object
  --log LEVEL      log to standard error: debug, info, warn, error (default: none)

A visit that was cut short goes on where it was. Exits 0 once the receipt is there, else 1.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      resident: { type: "string" },
      service: { type: "string", default: "ktp-el" },
      config: { type: "string" },
      state: { type: "string" },
      json: { type: "boolean", default: false },
      log: { type: "string", default: "silent" },
    });
    refuseNames(positionals);
    if (values.resident === undefined) throw new BoothError("command.usage", { problem: "--resident DIR is needed" });
    const config = withState(await readBoothConfig(values.config), values.state);
    const view = await enrol(values.resident, parseService(values.service), {
      config,
      terminal,
      logLevel: parseLevel(values.log),
    });
    if (values.json) terminal.print(JSON.stringify(summariseEnrolment(view)));
    else for (const line of reportEnrolment(view, terminal.language)) terminal.print(line);
    return 0;
  },
};

type Surroundings = {
  readonly config: BoothConfig;
  readonly terminal: Terminal;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
};

async function enrol(folder: string, service: ServiceId, surroundings: Surroundings): Promise<VisitView> {
  const resident = await readRecordedResident(folder, { needsBiometrics: capturesBiometrics(service) });
  const { modelsDir, capture } = surroundings.config;
  const pipelines = createPipelinePool({ workers: capture.pipelineWorkers, modelsDir, limits: capture });
  try {
    // A visit that is begun without its models could not be ended.
    await pipelines.warmUp();
    return await enrolResident(resident, service, { ...surroundings, pipelines });
  } finally {
    await pipelines.close();
  }
}

async function enrolResident(
  resident: RecordedResident,
  service: ServiceId,
  { config, terminal, logLevel, pipelines }: Surroundings & { readonly pipelines: Pipelines },
): Promise<VisitView> {
  const clock = createSystemClock();
  const logger = createLogger(logLevel);
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const keysDir = resolve(config.stateDir, "keys");
  const identity = await loadBoothIdentity(keysDir, owner);
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  try {
    const booth = await openBooth({
      config,
      devices: composeReplay(resident, clock),
      registry: createListRegistry([{ biodata: resident.biodata, isRecorded: false }]),
      pipelines,
      identity,
      line,
      clock,
      logger,
    });
    try {
      return await runEnrolment({
        booth,
        biodata: resident.biodata,
        service,
        plan: planReplay(resident),
        brokerUrl: line.brokerUrl,
        receiptWaitMs: config.broker.receiptWaitMs,
        clock,
        signal: terminal.stop,
        onView: createProgress(terminal),
      });
    } finally {
      await booth.close();
    }
  } finally {
    await line.close();
  }
}

/** The configuration with the state folder of the command line, where one is given. */
export function withState(config: BoothConfig, stateDir: string | undefined): BoothConfig {
  return stateDir === undefined ? config : { ...config, stateDir };
}

function parseService(text: string): ServiceId {
  const service = serviceIds.find((id) => id === text);
  if (service !== undefined) return service;
  throw new BoothError("command.usage", { problem: `no service ${text}; there are ${serviceIds.join(", ")}` });
}

export function parseLevel(text: string): Surroundings["logLevel"] {
  const level = (["debug", "info", "warn", "error", "silent"] as const).find((known) => known === text);
  if (level !== undefined) return level;
  throw new BoothError("command.usage", { problem: `no log level ${text}` });
}
