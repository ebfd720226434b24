import { X509Certificate } from "node:crypto";
import { constants } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { createPageCamera } from "../drivers/face-camera/page-camera.ts";
import { createPageInk } from "../drivers/signature-pad/page-ink.ts";
import { runProgram } from "../drivers/transport/run-program.ts";
import { decodeJp2 } from "../pipelines/codec/jp2-codec.ts";
import { defaultSlapLimits, segmentSlap } from "../pipelines/fingerprint/slap/segment-slap.ts";
import { demonstrationName, keyPaths } from "../provisioning/keys/create-first-keys.ts";
import { composeDevices } from "./compose-devices/compose-devices.ts";
import type { BoothDevices } from "./compose-effects.ts";
import { readAuthority } from "./compose-line.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { DevicesConfig } from "./config/devices/devices-config.ts";
import { driverNeeds } from "./config/devices/driver-needs.ts";
import { checkBroker } from "./health/self-test/check-broker.ts";
import { checkClock } from "./health/self-test/check-clock.ts";
import { checkDevices } from "./health/self-test/check-devices.ts";
import { checkKeys } from "./health/self-test/check-keys.ts";
import { checkModels } from "./health/self-test/check-models.ts";
import { checkOperators } from "./health/self-test/check-operators.ts";
import { checkPrograms, type ProgramUse } from "./health/self-test/check-programs.ts";
import { type CheckId, type CheckResult, tell } from "./health/self-test/check-result.ts";
import { checkJournal, checkState } from "./health/self-test/check-state.ts";
import type { Check } from "./health/self-test/run-self-test.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Device } from "./kernel/device.ts";
import { isFailure } from "./kernel/errors.ts";
import { lockFolder } from "./kernel/lock-folder.ts";
import { createSilentLogger } from "./kernel/logger.ts";
import { loadCertificate, loadPrivateKey } from "./record/key-files.ts";

export type SelfTestParts = { readonly config: BoothConfig; readonly clock: Clock; readonly signal: AbortSignal };

const deviceTimeoutMs = 30_000;
const askTimeoutMs = 3_000;

/** The checks of one booth. They read, connect and open; they write nothing. */
export function composeSelfTest(parts: SelfTestParts): Readonly<Record<CheckId, Check>> {
  const { config, clock, signal } = parts;
  const { stateDir, storage, modelsDir, devices } = config;
  const boothDir = resolve(stateDir, "booth");
  const journalDir = join(boothDir, "journal");
  const isInField = config.broker.url !== "embedded";
  // Read once, for the clock asks after its last entry.
  const journal = checkJournal({
    dir: journalDir,
    usedBytes: () => sumSizes(journalDir),
    limitBytes: storage.journalLimitBytes,
  });
  return {
    state: () => checkState(stateDir, storage.freeSpaceMinBytes),
    journal: async () => (await journal).results,
    models: () => checkModels(modelsDir),
    keys: async () => checkKeys({ ...describeKeys(stateDir), nowAt: clock.nowAt() }),
    clock: async () => {
      const { lastAt } = await journal.catch(() => ({ lastAt: null }));
      return checkClock({ nowAt: clock.nowAt(), lastAt, isSynchronised: await askClock(signal) });
    },
    broker: () => checkLine(parts),
    programs: () => checkPrograms(listPrograms(devices), isInstalled),
    devices: async () =>
      checkDevices({
        devices: composeReal(devices, clock),
        isInUse: await isHeld(journalDir),
        timeoutMs: deviceTimeoutMs * devices.slowFactor,
        clock,
        signal,
      }),
    operators: () => checkOperators(join(boothDir, "settings"), isInField),
  };
}

/** The booth's own pair, and the certificates of those it seals for and believes. */
function describeKeys(stateDir: string) {
  const dir = resolve(stateDir, "keys");
  const { booth, dataCentres, ingest } = keyPaths(dir);
  const certificates = [...dataCentres, ingest].map(({ certificate }) => ({ certificate, key: null }));
  return { dir, keys: [booth, ...certificates], demonstration: demonstrationName };
}

async function checkLine({ config, signal }: SelfTestParts): Promise<readonly CheckResult[]> {
  const { url, protocolVersion } = config.broker;
  if (url === "embedded") return [tell("broker", "warn", "broker-embedded", {})];
  try {
    return await checkBroker({ url, protocolVersion, username: config.booth.id, tls: await readTls(config), signal });
  } catch (error) {
    if (!isFailure(error, "file.missing") && !isFailure(error, "file.unreadable")) throw error;
    return [tell("broker", "fail", "broker-unreachable", { url, problem: `${error.code}: ${error.detail.path}` })];
  }
}

async function readTls(config: BoothConfig) {
  const authorityPem = await readAuthority(config);
  if (authorityPem === null || !/^mqtts:/i.test(config.broker.url)) return null;
  const { booth } = keyPaths(resolve(config.stateDir, "keys"));
  const key = await loadPrivateKey(booth.key);
  const certificatePem = new X509Certificate(await loadCertificate(booth.certificate)).toString();
  return { key, certificatePem, authorityPem };
}

function listPrograms({ slowFactor: _, ...devices }: DevicesConfig): readonly ProgramUse[] {
  return Object.entries(devices).flatMap(([role, { driver }]) =>
    driverNeeds[driver].programs.map((program) => ({ ...program, role })),
  );
}

/** The configuration's drivers by role; a role that the booth goes without is left out. */
function composeReal(config: DevicesConfig, clock: Clock): Readonly<Record<string, Device | "page" | "simulated">> {
  const { slowFactor: _, ...roles } = config;
  // Never opened: only what the configuration names is.
  const simulated = {} as BoothDevices;
  const devices: Readonly<Record<string, Device | undefined>> = composeDevices(config, simulated, {
    clock,
    logger: createSilentLogger(),
    // A self-test opens a device and looks through none.
    decodeJp2,
    slapScanner: null,
    segmentSlap: async (image, wish) => segmentSlap(image, wish, defaultSlapLimits),
    page: { camera: createPageCamera(), ink: createPageInk() },
  });
  return Object.fromEntries(
    Object.entries(roles).flatMap(([role, { driver }]) => {
      if (driver === "none") return [];
      return [[role, driver === "page" ? driver : isSimulator(driver) ? "simulated" : (devices[role] ?? "simulated")]];
    }),
  );
}

function isSimulator(driver: string): boolean {
  return driver === "simulator" || driver === "slap-simulator";
}

/** Whether a booth runs on this state. */
async function isHeld(journalDir: string): Promise<boolean> {
  const isThere = await stat(journalDir).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  try {
    const lock = await lockFolder(journalDir);
    await lock.release();
    return false;
  } catch (error) {
    if (isFailure(error, "state.in-use")) return true;
    throw error;
  }
}

async function sumSizes(dir: string): Promise<number> {
  const names = await readdir(dir);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dir, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Null where systemd keeps no clock. */
async function askClock(signal: AbortSignal): Promise<boolean | null> {
  const program = { device: "clock", command: "timedatectl", args: ["show", "-p", "NTPSynchronized", "--value"] };
  const bounds = { timeoutMs: askTimeoutMs, signal, stdoutMaxBytes: 1_024 };
  const end = await runProgram(program, bounds).catch(() => null);
  const answer = end === null || end.exitCode !== 0 ? "" : new TextDecoder().decode(end.stdout).trim();
  return answer === "" ? null : answer === "yes";
}

/** As a shell would look for it, without starting it. */
async function isInstalled(program: string): Promise<boolean> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder !== "" && isThere) return true;
  }
  return false;
}
