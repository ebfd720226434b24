import { join } from "node:path";
import { createPageCamera } from "../../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../../drivers/signature-pad/page-ink.ts";
import { attendVisit } from "../../runtime/attendant/attend-visit.ts";
import { type AttendancePlan, unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { type CaptureStation, createCaptureStation } from "../../runtime/capture/capture-station.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { createSlapFingers } from "../../runtime/capture/slap-fingers.ts";
import { openBooth } from "../../runtime/compose-booth.ts";
import { adviseOnDevice } from "../../runtime/compose-devices/advise-on-device.ts";
import { composeDevices } from "../../runtime/compose-devices/compose-devices.ts";
import type { BoothDevices } from "../../runtime/compose-effects.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { composeSimulated } from "../../runtime/compose-simulated.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import type { Body } from "../../runtime/demo/body.ts";
import { createDemo, type Demo } from "../../runtime/demo/create-demo.ts";
import type { ResidentId } from "../../runtime/demo/scripted-resident.ts";
import { defaultSupervision, superviseDevices } from "../../runtime/health/supervise-devices.ts";
import { loadCanonicalFace } from "../../runtime/inference/load-canonical-face.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { officeDay } from "../../runtime/kernel/office-day.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";
import type { FingersBy, VisitState } from "../../runtime/visit/visit-state.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** A whole visit, all that happened in it, and how it ended. */
export type Played = { readonly deeds: readonly VisitDeed[]; readonly end: VisitState };

/** What is otherwise than the resident's script has it. */
type Changes = { readonly plan?: Partial<AttendancePlan>; readonly body?: Partial<Body> };

/** A whole booth on simulated devices, with the scripted residents to send in. */
export type DemoBooth = {
  readonly demo: Demo;
  /** What looks through its devices: as the booth does, and with a camera that waits for a steady picture. */
  readonly station: CaptureStation;
  readonly liveStation: CaptureStation;
  /** Holds its journal, its keys and what the office has received. */
  readonly stateDir: string;
  /** One resident's visit to its end, everybody keeping to the procedure. */
  readonly play: (id: ResidentId, changes?: Changes) => Promise<Played>;
  readonly close: () => Promise<void>;
};

export const visitTimeoutMs = 240_000;
/** Nobody watches. */
const paceRatio = 0.02;
const frameTimeoutMs = 6_000;

/** A reader of fingers in place of the simulated one; whoever hands it in closes it. */
export type OtherReader = Pick<BoothDevices, "fingerprint" | "slapReader">;

/** @param deviceConfig names devices other than the simulated ones, as a booth's configuration does */
export async function openDemoBooth(reader: FingersBy | OtherReader, deviceConfig: object = {}): Promise<DemoBooth> {
  const clock = createSystemClock();
  const logger = createSilentLogger();
  const stateDir = await makeTemporaryFolder("demo");
  const config = parseBoothConfig({ stateDir, devices: deviceConfig, capture: { frameTimeoutMs } }, "test");
  const keysDir = join(stateDir, "keys");
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const identity = await loadBoothIdentity(keysDir, owner);
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const pipelines = createPipelinePool({ workers: 1, modelsDir: config.modelsDir, limits: config.capture });
  const simulated = composeSimulated(await loadCanonicalFace(config.modelsDir), clock, paceRatio);
  const today = officeDay(clock.nowAt(), config.booth.timeZone);
  const demo = createDemo({ today, admit: simulated.perform });
  const { slapScanner } = simulated;
  const hands = { fingerprint: createSlapFingers(slapScanner, pipelines.segmentSlap), slapScanner };
  const page = { camera: createPageCamera(), ink: createPageInk() };
  const { decodeJp2, segmentSlap } = pipelines;
  const configured = composeDevices(config.devices, simulated.devices, {
    ...{ clock, logger, page, decodeJp2, slapScanner, segmentSlap },
  });
  const other = typeof reader === "string" ? (reader === "slap" ? hands : {}) : reader;
  const devices: BoothDevices = { ...configured, ...other };
  const parts = { devices, pipelines, clock, frameTimeoutMs, burstFramesMax: 3 };
  const booth = await openBooth({
    ...{ config, devices, registry: demo.registry, pipelines, identity, line, clock, logger },
  });
  const { slapScanner: _, ...watched } = devices;
  const supervisor = superviseDevices({
    ...{ devices: watched, policy: defaultSupervision, random: createRandom("supervision") },
    ...{ advise: adviseOnDevice, clock, logger },
  });
  supervisor.start();
  await booth.start();

  const play = async (id: ResidentId, { plan, body }: Changes = {}): Promise<Played> => {
    const { biodata, body: usual } = demo.choose(id);
    if (body !== undefined) simulated.perform({ ...usual, ...body });
    const deeds: VisitDeed[] = [];
    const { promise: over, resolve } = Promise.withResolvers<VisitState>();
    const visitId = await booth.openVisit({ biodata, service: "ktp-el", by: unattendedPeople.resident });
    const stop = booth.desk.onChange(({ visitId: changed, after, event }) => {
      if (changed !== visitId) return;
      deeds.push(event.deed);
      if (after.phase === "closed" || after.phase === "cancelled") resolve(after);
    });
    await attendVisit(booth.desk, visitId, { ...demo.planFor(id), ...plan }, AbortSignal.timeout(visitTimeoutMs));
    const end = await over;
    stop();
    return { deeds, end };
  };

  return {
    demo,
    stateDir,
    station: createCaptureStation(parts),
    liveStation: createCaptureStation({ ...parts, live: { lookMs: 120_000, steadyFramesMin: 4 } }),
    play,
    close: async () => {
      await booth.close();
      await supervisor.stop();
      await pipelines.close();
      await line.close();
    },
  };
}
