import { join, resolve } from "node:path";
import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { createPipelinePool } from "../capture/pipeline-pool.ts";
import { type Booth, openBooth, software } from "../compose-booth.ts";
import { askScripted, composeKioskDemo, isDemonstration, openDemo, settleDemoOfficers } from "../compose-demo.ts";
import { adviseOnDevice } from "../compose-devices/advise-on-device.ts";
import { composeDevices } from "../compose-devices/compose-devices.ts";
import type { BoothDevices } from "../compose-effects.ts";
import { composeGuest, hasRoomForGuest } from "../compose-guest.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../compose-keys.ts";
import { type KioskComposition, openKiosk, openStage } from "../compose-kiosk.ts";
import { openLine } from "../compose-line.ts";
import { composeRegistry } from "../compose-registry.ts";
import { composeSigns } from "../compose-signs.ts";
import { composeSimulated } from "../compose-simulated.ts";
import type { BoothConfig } from "../config/booth-config.ts";
import { readBoothConfig } from "../config/read-config.ts";
import type { Demo } from "../demo/create-demo.ts";
import { type DeviceSupervisor, defaultSupervision, superviseDevices } from "../health/supervise-devices.ts";
import { readLastWriteAt, watchConditions } from "../health/watch-conditions.ts";
import { loadCanonicalFace } from "../inference/load-canonical-face.ts";
import { type Clock, createSystemClock } from "../kernel/clock.ts";
import { isFailure } from "../kernel/errors.ts";
import { createLogger, type Logger } from "../kernel/logger.ts";
import { createRandom } from "../kernel/random.ts";
import type { ServedKiosk } from "../kiosk/serve-kiosk.ts";
import type { Registry } from "../registry/registry.ts";
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
    const guest =
      demo !== null && hasRoomForGuest(config.devices)
        ? composeGuest({ simulated: simulated.devices, page, clock })
        : null;
    const devices = composeDevices(
      config.devices,
      { ...simulated.devices, ...guest?.devices },
      {
        clock,
        logger,
        page,
        decodeJp2: pipelines.decodeJp2,
        slapScanner: simulated.slapScanner,
        segmentSlap: pipelines.segmentSlap,
      },
    );
    const stage = openStage(config.kiosk);
    // Before the booth itself writes there, by a clock that may be behind.
    const notBeforeAt = await readLastWriteAt(join(config.stateDir, "booth", "journal"));
    const booth = await openBooth({
      ...{ config, devices, registry, pipelines, identity, line, stage, clock, logger },
    });
    const supervisor = supervise(devices, { clock, logger });
    const signs = composeSigns({ boothIo: devices.boothIo, supervisor, logger });
    const conditions = await watchConditions({
      stateDir: config.stateDir,
      freeSpaceMinBytes: config.storage.freeSpaceMinBytes,
      powerDir: config.power.suppliesDir,
      notBeforeAt,
      clock,
      logger,
    });
    try {
      supervisor.start();
      await Promise.all([pipelines.warmUp(), settleDemoOfficers({ booth, hands: demo && simulated, pipelines })]);
      const kiosk = await openKiosk({
        ...{
          booth,
          config,
          fingerprint: devices.fingerprint,
          documentScanner: devices.documentScanner,
          pipelines,
          supervisor,
          conditions,
          signs,
          clock,
          logger,
        },
        page: {
          camera: guest !== null || config.devices.faceCamera.driver === "page" ? page.camera : null,
          ink: guest !== null || config.devices.signaturePad.driver === "page" ? page.ink : null,
        },
        ...askRegister(registry, demo, terminal.stop),
        demo: demo && composeKioskDemo({ demo, booth, hand: simulated.hand, guest, logger, stop: terminal.stop }),
        build: software.version,
      });
      stage.watch(kiosk.see);
      await serve({ booth, kiosk, terminal });
    } finally {
      conditions.stop();
      await signs.close();
      await supervisor.stop();
      await booth.close();
      await Promise.all(Object.values(devices).map((device) => device.close()));
    }
  } finally {
    await pipelines.close();
    await line.close();
  }
}

function supervise(devices: BoothDevices, parts: { readonly clock: Clock; readonly logger: Logger }): DeviceSupervisor {
  // A reader of whole hands is watched as what it is to everybody: the booth's reader of fingers.
  const { slapScanner: _scanner, slapReader: _reader, ...watched } = devices;
  const random = createRandom("supervision");
  return superviseDevices({
    devices: watched,
    policy: defaultSupervision,
    random,
    advise: adviseOnDevice,
    ...parts,
  });
}

/** What a resident says of themselves is what the register has, or what their script says. */
function askRegister(
  registry: Registry,
  demo: Demo | null,
  stop: AbortSignal,
): Pick<KioskComposition, "findResident" | "findRegistered" | "searchRegister"> {
  const findRegistered = (nik: string) => registry.find(nik, stop);
  return {
    findResident: demo === null ? findRegistered : async (nik) => askScripted(demo, nik),
    findRegistered,
    searchRegister: registry.search ?? null,
  };
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
