import type { X509Certificate } from "node:crypto";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { Logger } from "../../../runtime/kernel/logger.ts";
import { failAsReported } from "../device-report.ts";
import { callSbi, readCallback, type SbiBase } from "./sbi-link.ts";
import { type DeviceInfo, type DigitalId, deviceInfoSchema, digitalIdSchema, infoListSchema } from "./sbi-messages.ts";
import { sbiReports } from "./sbi-reports.ts";
import { discoverSbi, type SbiKind, type SbiListing, type SbiScan, scanSbiPorts } from "./scan-sbi-ports.ts";
import { verifyJws } from "./verify-jws.ts";

export const sbiEnvironments = ["Production", "Pre-Production", "Staging", "Developer"] as const;
export type SbiEnvironment = (typeof sbiEnvironments)[number];

/** What is looked for, and where. */
export type SbiSearch = SbiScan & {
  readonly kind: SbiKind;
  /** Only the device with this serial number; null takes the first that answers for itself. */
  readonly serial: string | null;
  /** A device of another environment is not trusted: its images are samples. */
  readonly environment: SbiEnvironment;
  readonly authorities: readonly X509Certificate[];
  readonly logger: Logger;
};

/** A device that has proved who it is. */
export type SbiDevice = {
  readonly base: SbiBase;
  readonly info: DeviceInfo;
  readonly digitalId: DigitalId;
  /** Of the messages that go to and fro. */
  readonly specVersion: string;
};

/** One wire under two names. */
const specVersions = ["0.9.5", "1.0.0"] as const;
const inUse = "111";

/**
 * Asks every port for devices of the kind and takes the first one that is ready, fits, and shows a signed description
 * which leads to an authority.
 * @throws BoothError `driver.disconnected` when there is none, `driver.timeout` when some port hangs and none answers
 * @throws BoothError what speaks against the first that was found, when none passes
 */
export async function findSbiDevice(search: SbiSearch, signal: AbortSignal): Promise<SbiDevice> {
  const { listed, silentCount } = await scanSbiPorts(search, signal);
  let first: unknown = null;
  for (const candidate of chooseCandidates(listed, search)) {
    try {
      return await identify(candidate, search, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BoothError)) throw error;
      search.logger.warn("sbi.device-refused", { device: search.device, port: candidate.base.port, code: error.code });
      first ??= error;
    }
  }
  if (first !== null) throw first;
  const { device, answerTimeoutMs: timeoutMs } = search;
  if (silentCount > 0) throw new BoothError("driver.timeout", { device, operation: "open", timeoutMs });
  throw new BoothError("driver.disconnected", { device });
}

/** Whether that very device still shows up where it was found. Throws as `callSbi` does. */
export async function isSbiDeviceThere(
  { base, info, digitalId }: SbiDevice,
  search: SbiSearch,
  signal: AbortSignal,
): Promise<boolean> {
  const listed = await discoverSbi(base, search, signal);
  const same = listed.find(({ discovered }) => discovered.deviceId === info.deviceId);
  if (same === undefined || isGone(same.discovered.error)) return false;
  return same.digitalId === null || same.digitalId.serialNo === digitalId.serialNo;
}

/** Some services list every device, whatever was asked for. What is read here is unsigned, and only sorts. */
function chooseCandidates(listed: readonly SbiListing[], { kind, serial }: SbiSearch): readonly SbiListing[] {
  const isWanted = ({ discovered: { error }, digitalId }: SbiListing) => {
    if (isGone(error)) return false;
    return digitalId === null || (digitalId.type === kind && (serial === null || digitalId.serialNo === serial));
  };
  const rank = ({ discovered }: SbiListing) => (discovered.deviceStatus === "Ready" ? 0 : 1);
  return listed.filter(isWanted).sort((one, other) => rank(one) - rank(other));
}

function isGone(code: string | null): boolean {
  return code !== null && sbiReports[`sbi:${code}`]?.kind === "disconnected";
}

async function identify(
  { base: foundAt, discovered }: SbiListing,
  search: SbiSearch,
  signal: AbortSignal,
): Promise<SbiDevice> {
  const { device, answerTimeoutMs: timeoutMs, clock } = search;
  refuseError(discovered.error, search);
  const base = localCallback(discovered.callbackId, foundAt, device);
  const answer = await callSbi(base, "MOSIPDINFO", null, { device, operation: "info", timeoutMs, clock, signal });
  const listed = infoListSchema.safeParse(answer);
  if (!listed.success) throw new BoothError("driver.malformed", { device, problem: "a description that is none" });

  let failure: unknown = new BoothError("driver.disconnected", { device });
  for (const { deviceInfo, error } of listed.data) {
    try {
      const found = await readInfo(deviceInfo, error, search);
      if (found.info.deviceId !== discovered.deviceId) continue;
      return { ...found, base: localCallback(found.info.callbackId, base, device) };
    } catch (cause) {
      if (!(cause instanceof BoothError)) throw cause;
      failure = cause;
    }
  }
  throw failure;
}

async function readInfo(deviceInfo: string, error: string | null, search: SbiSearch): Promise<Omit<SbiDevice, "base">> {
  const { device, kind, serial, environment, clock, authorities } = search;
  refuseError(error, search);
  const trust = { device, authorities, nowAt: clock.nowAt() };
  const info = deviceInfoSchema.safeParse(await verifyJws(deviceInfo, "description", trust));
  if (!info.success) throw new BoothError("driver.malformed", { device, problem: "a description without its fields" });
  const digitalId = digitalIdSchema.safeParse(await verifyJws(info.data.digitalId, "digital id", trust));
  if (!digitalId.success)
    throw new BoothError("driver.malformed", { device, problem: "a digital id without its fields" });

  const [specVersion = ""] = info.data.specVersion.filter((version) => specVersions.some((known) => known === version));
  const fits = digitalId.data.type === kind && (serial === null || digitalId.data.serialNo === serial);
  if (!fits) throw new BoothError("driver.disconnected", { device });
  if (specVersion === "")
    throw new BoothError("driver.malformed", { device, problem: "another version of the protocol" });
  if (info.data.env !== environment) {
    throw new BoothError("driver.untrusted", { device, problem: `not a device for ${environment}` });
  }
  if (info.data.purpose !== "Registration") {
    throw new BoothError("driver.malformed", { device, problem: "not a device for registration" });
  }
  return { info: info.data, digitalId: digitalId.data, specVersion };
}

function localCallback(callbackId: string, foundAt: SbiBase, device: string): SbiBase {
  const base = readCallback(callbackId, foundAt);
  if (base === null) throw new BoothError("driver.untrusted", { device, problem: "it wants to be called elsewhere" });
  return base;
}

/** A device in use is there and says who it is; whether it is free in time is for the capture to see. */
function refuseError(code: string | null, { device, answerTimeoutMs: timeoutMs }: SbiSearch): void {
  if (code === null || code === inUse) return;
  throw failAsReported(sbiReports, `sbi:${code}`, { device, operation: "open", timeoutMs, target: device });
}
