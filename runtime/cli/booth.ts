import { join, resolve } from "node:path";
import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import { type Booth, openBooth, software } from "../compose-booth.ts";
import { composeKioskDemo, findAtScreen, isDemonstration, openDemo, settleDemoOfficers } from "../compose-demo.ts";
import { adviseOnDevice } from "../compose-devices/advise-on-device.ts";
import { composeDevices } from "../compose-devices/compose-devices.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../compose-keys.ts";
import { openKiosk, openStage } from "../compose-kiosk.ts";
import { openLine } from "../compose-line.ts";
import { composeRegistry } from "../compose-registry.ts";
import { composeSimulated } from "../compose-simulated.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { defaultSupervision, superviseDevices } from "../health/supervise-devices.ts";
import { readLastWriteAt, watchConditions } from "../health/watch-conditions.ts";
import { loadCanonicalFace } from "../inference/load-canonical-face.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { isFailure } from "../kernel/errors.ts";
import { createLogger, type Logger } from "../kernel/logger.ts";
import { createRandom } from "../kernel/random.ts";
import type { ServedKiosk } from "../kiosk/serve-kiosk.ts";
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
  const { modelsDir, capture, simulatedSeed, simulatedPaceRatio } = config;
  const face = await loadCanonicalFace(modelsDir);
  const simulated = composeSimulated(face, clock, simulatedPaceRatio, 1 / simulatedPaceRatio);
  const demo = isDemonstration(config) ? openDemo({ config, admit: simulated.perform, clock }) : null;
  const registry = demo?.registry ?? (await composeRegistry(config.registry, { simulatedSeed, clock, logger }));
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: capture.pipelineWorkers, modelsDir, limits: capture });
  try {
    const page = { camera: createPageCamera(), ink: createPageInk() };
    const devices = composeDevices(config.devices, simulated.devices, {
      clock,
      logger,
      page,
      decodeJp2: pipelines.decodeJp2,
    });
    const stage = openStage(config.kiosk);
    const booth = await openBooth({
      config,
      devices,
      registry,
      pipelines,
      identity,
      line,
      stage,
      clock,
      logger,
    });
    const random = createRandom("supervision");
    const supervisor = superviseDevices({
      ...{ devices, policy: defaultSupervision, clock, random, logger },
      advise: adviseOnDevice,
    });
    const conditions = await watchConditions({
      stateDir: config.stateDir,
      freeSpaceMinBytes: config.storage.freeSpaceMinBytes,
      notBeforeAt: await readLastWriteAt(join(config.stateDir, "booth", "journal")),
      clock,
      logger,
    });
    try {
      supervisor.start();
      await pipelines.warmUp();
      await settleDemoOfficers(booth, demo !== null);
      const kiosk = await openKiosk({
        ...{
          booth,
          config,
          fingerprint: devices.fingerprint,
          documentScanner: devices.documentScanner,
          pipelines,
          supervisor,
          conditions,
          clock,
          logger,
        },
        page: {
          camera: config.devices.faceCamera.driver === "page" ? page.camera : null,
          ink: config.devices.signaturePad.driver === "page" ? page.ink : null,
        },
        findResident: (nik) => findAtScreen({ registry, demo, nik, signal: terminal.stop }),
        demo: demo && composeKioskDemo({ demo, booth, logger, stop: terminal.stop }),
        build: software.version,
      });
      stage.watch(kiosk.see);
      await serve({ booth, kiosk, terminal });
    } finally {
      conditions.stop();
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
  readonly kiosk: ServedKiosk;
  readonly terminal: Terminal;
};

async function serve({ booth, kiosk, terminal }: Running): Promise<void> {
  try {
    await booth.start();
    terminal.print(terminal.language === "id" ? `Bilik siap: ${kiosk.url}` : `The booth is ready: ${kiosk.url}`);
    await aborted(terminal.stop);
  } finally {
    await kiosk.close();
  }
}
