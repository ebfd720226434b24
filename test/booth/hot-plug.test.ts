import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { attendVisit } from "../../runtime/attendant/attend-visit.ts";
import { unattendedPeople } from "../../runtime/attendant/attendance-plan.ts";
import { simulateResident } from "../../runtime/attendant/simulate-resident.ts";
import { readSealedFile } from "../../runtime/cli/package-file.ts";
import { type Booth, openBooth } from "../../runtime/compose-booth.ts";
import { adviseOnDevice } from "../../runtime/compose-devices/advise-on-device.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { superviseDevices } from "../../runtime/health/supervise-devices.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { openPackage } from "../../runtime/record/cms/sealed-package.ts";
import { loadCertificate, loadIdentity } from "../../runtime/record/key-files.ts";
import { readPackage } from "../../runtime/record/read-package.ts";
import { createListRegistry } from "../../runtime/registry/list-registry.ts";
import { captureTargets } from "../../runtime/visit/capture-target.ts";
import type { DeedOf } from "../../runtime/visit/visit-event.ts";
import { waitUntil } from "../broker/wait-until.ts";
import { hasSocat, skipWithoutSocat } from "../drivers/transport/pty.ts";
import { contentPipelines } from "../runtime/capture/fake-pipelines.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { type Cable, type WiredBooth, type WiredRole, wireBooth } from "./wired-booth.ts";

/** More visits: `BILIK_HOT_PLUG_VISITS=50`. A visit that fails names its seed: `BILIK_HOT_PLUG_SEED=seed`. */
const visits = Number(process.env["BILIK_HOT_PLUG_VISITS"] ?? 2);
const firstSeed = process.env["BILIK_HOT_PLUG_SEED"] ?? "plug";
const seeds = Array.from({ length: visits }, (_, number) => (number === 0 ? firstSeed : `${firstSeed}-${number}`));
const clock = createSystemClock();
const logger = createSilentLogger();
const biodata = simulateResident("hot-plug", 1);
/** A visit without any trouble takes a few seconds. */
const visitMs = 60_000;
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;

const pipelines = contentPipelines();

type Rig = { readonly booth: Booth; readonly wired: WiredBooth; readonly stateDir: string };

async function openRig(): Promise<Rig> {
  const stateDir = await makeTemporaryFolder("hot-plug");
  const config = parseBoothConfig({ stateDir, capture: { frameTimeoutMs: 3_000 } }, "test");
  const keysDir = join(stateDir, "keys");
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  const identity = await loadBoothIdentity(keysDir, owner);
  const registry = createListRegistry([{ biodata, isRecorded: false }]);
  const wired = await wireBooth({ clock, logger });
  const { devices } = wired;
  const booth = await openBooth({ config, devices, registry, pipelines, identity, line, clock, logger });
  const supervisor = superviseDevices({
    ...{ devices: { ...devices }, clock, logger, random: createRandom("supervision"), advise: adviseOnDevice },
    policy: { lookEveryMs: 50, retryMinMs: 50, retryMaxMs: 500 },
  });
  supervisor.start();
  onTestFinished(async () => {
    await supervisor.stop();
    await booth.close();
    await wired.stop();
    await line.close();
  });
  return { booth, wired, stateDir };
}

/** Pulls a cable and puts it back, at moments of chance, until told to stop; ends with the cable in, or out for good. */
async function pester(cable: Cable, random: Random, until: AbortSignal): Promise<void> {
  const pause = (minMs: number, maxMs: number) =>
    clock.sleep(random.between(minMs, maxMs), until).catch(() => undefined);
  while (!until.aborted) {
    await pause(20, 1_500);
    await cable.pull();
    await pause(0, 300);
    await cable.insert();
  }
}

type Visited = { readonly visitId: string; readonly accepted: readonly DeedOf<"captured">[] };

/** One whole visit; the operator asks again as often as `retriesMax` says before a capture is excepted. */
async function visit({ booth }: Rig, deviceRetriesMax: number): Promise<Visited> {
  const accepted: DeedOf<"captured">[] = [];
  const stop = booth.desk.onChange(({ event: { deed } }) => {
    if (deed.kind === "captured" && deed.capture.passed) accepted.push(deed);
  });
  await booth.start();
  const visitId = await booth.openVisit({ biodata, service: "ktp-el", by: unattendedPeople.resident });
  const plan = { people: unattendedPeople, papers: new Set(["kk"]), exceptions: new Map(), deviceRetriesMax };
  await attendVisit(booth.desk, visitId, plan, AbortSignal.timeout(visitMs));
  await waitUntil("the office has the package", () => booth.desk.find(visitId) === undefined);
  stop();
  return { visitId, accepted };
}

async function openPackageOf({ stateDir }: Rig) {
  const [file = ""] = await readdir(join(stateDir, "office/packages"));
  const keys = join(stateDir, "keys");
  const identity = await loadIdentity({
    certificate: join(keys, "data-centre-1.crt"),
    key: join(keys, "data-centre-1.key"),
  });
  const sealed = await readSealedFile(join(stateDir, "office/packages", file));
  const certificate = await loadCertificate(join(keys, "ca.crt"));
  const { archive } = openPackage(sealed, identity, { kind: "authority", certificate });
  return readPackage(archive).manifest;
}

/** Whatever was accepted is in the package, and every target is in it or excepted by somebody. */
async function expectNothingLost(rig: Rig, { accepted }: Visited) {
  const manifest = await openPackageOf(rig);
  const nameOf = ({ modality, position }: { readonly modality: string; readonly position: unknown }) =>
    `${modality} ${position}`;
  expect(manifest.captures.length + manifest.missing.length).toBe(captureTargets.length);
  const wanted = accepted.map(({ capture }) => capture.capturedAt).sort();
  expect(manifest.captures.map(({ capturedAt }) => capturedAt).sort()).toEqual(wanted);
  expect(new Set([...manifest.captures, ...manifest.missing].map(nameOf)).size).toBe(captureTargets.length);
  for (const missing of manifest.missing) expect(missing).toMatchObject({ reason: "device-unavailable" });
  return manifest;
}

describe.skipIf(!hasSocat)(`a visit with devices that come and go${why}`, () => {
  it.each(seeds)(
    "seed %s: takes everything in the end, and nothing that was accepted is lost",
    async (seed) => {
      const rig = await openRig();
      const random = createRandom(seed);
      const over = new AbortController();
      const hands = Object.entries(rig.wired.cables).map(([role, cable]) =>
        pester(cable, random.fork(role), over.signal),
      );
      const visiting = visit(rig, 5_000);
      visiting.then(
        () => over.abort(),
        () => over.abort(),
      );
      const [visited] = await Promise.all([visiting, ...hands]);
      const manifest = await expectNothingLost(rig, visited);
      expect(manifest.missing).toEqual([]);
    },
    visitMs + 30_000,
  );

  it.each(seeds)(
    "seed %s: makes an exception of what stays away, which the operator decides, and takes all the rest",
    async (seed) => {
      const rig = await openRig();
      const random = createRandom(`${seed}/away`);
      const role = random.pick<WiredRole>(["fingerprint", "faceCamera", "irisCamera", "signaturePad"]);
      const leaving = clock.sleep(random.between(0, 2_000)).then(() => rig.wired.cables[role].pull());
      const visited = await visit(rig, 2);
      await leaving;
      const manifest = await expectNothingLost(rig, visited);
      const modalities = {
        fingerprint: "fingerprint",
        faceCamera: "face",
        irisCamera: "iris",
        signaturePad: "signature",
        documentScanner: "",
        boothIo: "",
      } as const satisfies Record<WiredRole, string>;
      for (const { modality } of manifest.missing) expect(modality).toBe(modalities[role]);
      for (const { operatorId, secondPersonId } of manifest.missing) expect(operatorId).not.toBe(secondPersonId);
    },
    visitMs + 30_000,
  );
});
