import type { Clock } from "../../kernel/clock.ts";
import type { Device } from "../../kernel/device.ts";
import { BoothError } from "../../kernel/errors.ts";
import { type CheckResult, tell } from "./check-result.ts";

export type DevicesCheck = {
  /** What the configuration names, by role. */
  readonly devices: Readonly<Record<string, Device | "page" | "simulated">>;
  /** True while a booth runs on this state: it holds the devices. */
  readonly isInUse: boolean;
  /** Longest opening of any device, whatever its driver's own patience. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Ends the wait for all of them. */
  readonly signal: AbortSignal;
};

/** Opens every device of the configuration, asks after its health, and lets it go again. All at once. */
export async function checkDevices(check: DevicesCheck): Promise<readonly CheckResult[]> {
  return Promise.all(Object.entries(check.devices).map(([role, device]) => checkDevice(role, device, check)));
}

async function checkDevice(
  role: string,
  device: Device | "page" | "simulated",
  { isInUse, timeoutMs, clock, signal }: DevicesCheck,
): Promise<CheckResult> {
  if (device === "page") return tell("devices", "ok", "device-of-page", { role });
  if (device === "simulated") return tell("devices", "warn", "device-simulated", { role });
  const driver = device.name;
  if (isInUse) return tell("devices", "warn", "device-in-use", { role, driver });
  const failed = (problem: string) => tell("devices", "fail", "device-failed", { role, driver, problem });
  const finished = new AbortController();
  const late = clock.sleep(timeoutMs, AbortSignal.any([finished.signal, signal])).then(
    () => "driver.timeout",
    () => "command.stopped",
  );
  try {
    const opened = await Promise.race([device.open().then(() => "open"), late]);
    if (opened !== "open") return failed(opened);
    const { state, lastFailure } = device.health();
    if (state !== "ready") return failed(lastFailure ?? state);
    const { model, serial, isSimulated } = device.provenance();
    return isSimulated
      ? tell("devices", "warn", "device-emulated", { role, driver, serial })
      : tell("devices", "ok", "device-good", { role, driver, model, serial });
  } catch (error) {
    return failed(wordProblem(error));
  } finally {
    finished.abort();
    await device.close();
  }
}

/** A code, and what the driver says of it where it says something. */
function wordProblem(error: unknown): string {
  if (!(error instanceof BoothError)) return error instanceof Error ? error.message : String(error);
  const { detail, code } = error;
  const said =
    "problem" in detail
      ? detail.problem
      : "operation" in detail
        ? detail.operation
        : "path" in detail
          ? detail.path
          : null;
  return said === null ? code : `${code}: ${said}`;
}
