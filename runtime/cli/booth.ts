import { resolve } from "node:path";
import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { attendVisit } from "../attendant/attend-visit.ts";
import { type AttendancePlan, unattendedPeople } from "../attendant/attendance-plan.ts";
import { isSimulatedResident, simulateResident } from "../attendant/simulate-resident.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import { type Booth, openBooth } from "../compose-booth.ts";
import { composeDevices } from "../compose-devices/compose-devices.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../compose-keys.ts";
import { openLine } from "../compose-line.ts";
import { composeRegistry } from "../compose-registry.ts";
import { composeSimulated, type SimulatedBooth } from "../compose-simulated.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { type DeviceSupervisor, defaultSupervision, superviseDevices } from "../health/supervise-devices.ts";
import { loadCanonicalFace } from "../inference/load-canonical-face.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { isFailure } from "../kernel/errors.ts";
import { createLogger, type Logger } from "../kernel/logger.ts";
import { createRandom } from "../kernel/random.ts";
import { serveKiosk } from "../kiosk/serve-kiosk.ts";
import type { ServiceId } from "../procedure/service.ts";
import type { Biodata } from "../registry/registry.ts";
import { withState } from "./enrol.ts";
import { aborted } from "./office.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import { deliverOnly } from "./safe-mode.ts";
import type { Terminal, Verb } from "./verb.ts";

/** `bilik booth`: the appliance. */
export const boothVerb: Verb = {
  name: "booth",
  summary: { id: "menjalankan bilik", en: "run the booth" },
  usage: {
    id: `bilik booth [--config BERKAS] [--state FOLDER]

Menjalankan bilik dengan perangkat dari konfigurasi (yang tidak disebut, disimulasikan) dan halaman di 127.0.0.1.
Tanpa konfigurasi, broker dan kantor ikut berjalan di proses yang sama.
Berhenti dengan Ctrl-C; kunjungan yang terputus dilanjutkan saat dijalankan lagi.`,
    en: `bilik booth [--config F] [--state DIR]

Runs the booth on the devices of the configuration (simulated where none is named) with a page on 127.0.0.1.
Without a configuration a broker and an office run in the same process.
Ends with Ctrl-C; a visit that was cut short goes on at the next start.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, { config: { type: "string" }, state: { type: "string" } });
    refuseNames(positionals);
    const config = withState(await readBoothConfig(values.config), values.state);
    const logger = createLogger(config.logLevel);
    try {
      await runBooth(config, logger, terminal);
    } catch (error) {
      const isDamaged = isFailure(error, "journal.corrupt") || isFailure(error, "state.corrupt");
      if (!isDamaged) throw error;
      logger.error("booth.safe-mode", { problem: error.message });
      await deliverOnly(config, logger, terminal);
    }
    return 0;
  },
};

async function runBooth(config: BoothConfig, logger: Logger, terminal: Terminal): Promise<void> {
  const clock = createSystemClock();
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const keysDir = resolve(config.stateDir, "keys");
  const identity = await loadBoothIdentity(keysDir, owner);
  const { modelsDir, capture } = config;
  const simulated = composeSimulated(await loadCanonicalFace(modelsDir), clock);
  const { simulatedSeed } = config;
  const registry = await composeRegistry(config.registry, { simulatedSeed, clock, logger });
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: capture.pipelineWorkers, modelsDir, limits: capture });
  try {
    const page = { camera: createPageCamera(), ink: createPageInk() };
    const devices = composeDevices(config.devices, simulated.devices, { clock, logger, page });
    const booth = await openBooth({
      config,
      devices,
      registry,
      pipelines,
      identity,
      line,
      clock,
      logger,
    });
    const random = createRandom("supervision");
    const supervisor = superviseDevices({ devices, policy: defaultSupervision, clock, random, logger });
    try {
      supervisor.start();
      await pipelines.warmUp();
      await serve({ booth, simulated, supervisor, config, logger, terminal });
    } finally {
      await supervisor.stop();
      await booth.close();
      await Promise.all(Object.values(devices).map((device) => device.close()));
    }
  } finally {
    await pipelines.close();
    await line.close();
  }
}

type Running = {
  readonly booth: Booth;
  readonly simulated: SimulatedBooth;
  readonly supervisor: DeviceSupervisor;
  readonly config: BoothConfig;
  readonly logger: Logger;
  readonly terminal: Terminal;
};

async function serve({ booth, simulated, supervisor, config, logger, terminal }: Running): Promise<void> {
  const attend = (visitId: string, biodata: Biodata) => {
    simulated.admit(biodata["nik"] ?? "");
    attendVisit(booth.desk, visitId, plan, terminal.stop).catch((error: unknown) => {
      if (!terminal.stop.aborted) logger.error("attendant.failed", { problem: String(error) });
    });
  };
  await goOn(booth, attend);
  let residents = booth.outbox.newest()?.sequence ?? 0;
  const enrolSimulated = async (service: ServiceId) => {
    residents += 1;
    const biodata = simulateResident(config.simulatedSeed, residents);
    simulated.admit(biodata["nik"] ?? "");
    const visitId = await booth.openVisit({ biodata, service, by: unattendedPeople.resident });
    attend(visitId, biodata);
    return visitId;
  };
  const kiosk = await serveKiosk({
    port: config.kiosk.port,
    desk: booth.desk,
    uplink: booth.uplink,
    devices: supervisor,
    enrolSimulated,
    logger,
  });
  try {
    terminal.print(terminal.language === "id" ? `Bilik siap: ${kiosk.url}` : `The booth is ready: ${kiosk.url}`);
    await aborted(terminal.stop);
  } finally {
    await kiosk.close();
  }
}

/** A simulated resident's visit goes on; one of somebody whom these devices cannot see waits, suspended. */
async function goOn(booth: Booth, attend: (visitId: string, biodata: Biodata) => void): Promise<void> {
  const continued: (readonly [string, Biodata])[] = [];
  for (const { visitId, state } of booth.desk.inHand()) {
    if (state.phase !== "open") continue;
    const biodata = await booth.readResident(visitId);
    if (isSimulatedResident(biodata)) continued.push([visitId, biodata]);
    else
      await booth.desk.submit(visitId, {
        kind: "suspended",
        by: unattendedPeople.operator,
        reason: "Bilik dimulai ulang",
      });
  }
  for (const [visitId, biodata] of continued) attend(visitId, biodata);
  await booth.start();
}

const plan: AttendancePlan = {
  people: unattendedPeople,
  papers: new Set(["kk", "ktp", "formulir-desa", "surat-kuasa", "surat-pernyataan", "surat-undangan"]),
  exceptions: new Map(),
  deviceRetriesMax: 2,
};
