import type { Clock } from "../kernel/clock.ts";
import type { Device, DeviceStatus } from "../kernel/device.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Random } from "../kernel/random.ts";

export type SupervisionPolicy = {
  /** How often a device's health is looked at. */
  readonly lookEveryMs: number;
  /** Wait before a lost device is opened again; doubles with each failure, jittered, up to the maximum. */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
};

export type DeviceSupervisor = {
  /** Opens every device, and from then on each that is lost, until `stop`. Never throws. */
  readonly start: () => void;
  readonly status: () => readonly DeviceStatus[];
  /** Each time a device's state or failure changes. Returns the way to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
  /** Ends the watch; the devices stay as they are. */
  readonly stop: () => Promise<void>;
};

export type SupervisionParts = {
  readonly devices: Readonly<Record<string, Device>>;
  readonly policy: SupervisionPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
};

export const defaultSupervision: SupervisionPolicy = { lookEveryMs: 500, retryMinMs: 500, retryMaxMs: 15_000 };
const backOffFactor = 2;
const jitterRatio = 0.2;

/**
 * Brings every device up and back: any of them may be absent, vanish and return at any moment. A driver only says that
 * its device is lost; trying again, and how often, is decided here.
 */
export function superviseDevices(parts: SupervisionParts): DeviceSupervisor {
  const { devices, random } = parts;
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const watches: Promise<void>[] = [];
  const told = new Map<string, string>();
  const read = (role: string, device: Device): DeviceStatus => {
    const { state, lastFailure } = device.health();
    return { role, driver: device.name, state, failure: lastFailure };
  };
  const tellChange = (status: DeviceStatus) => {
    const shown = JSON.stringify([status.state, status.failure]);
    if (told.get(status.role) === shown) return;
    told.set(status.role, shown);
    for (const listener of listeners) listener();
  };
  return {
    start: () => {
      for (const [role, device] of Object.entries(devices)) {
        const tell = () => tellChange(read(role, device));
        watches.push(watch({ parts, role, device, random: random.fork(role), signal: ending.signal, tell }));
      }
    },
    status: () => Object.entries(devices).map(([role, device]) => read(role, device)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: async () => {
      ending.abort();
      await Promise.allSettled(watches);
    },
  };
}

type Watch = {
  readonly parts: SupervisionParts;
  readonly role: string;
  readonly device: Device;
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly tell: () => void;
};

async function watch(look: Watch): Promise<void> {
  const { parts, device, signal, tell } = look;
  const { clock, policy } = parts;
  try {
    await bringUp(look);
    for (;;) {
      await clock.sleep(policy.lookEveryMs, signal);
      tell();
      if (device.health().state === "lost") await bringUp(look);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Opens a device until it is open. The failures between are logged when they change, not each time. */
async function bringUp({ parts, role, device, random, signal, tell }: Watch): Promise<void> {
  const { clock, policy, logger } = parts;
  const downSinceMs = clock.monotonicMs();
  let waitMs = policy.retryMinMs;
  let logged: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const failure = await device.open().then(
      () => null,
      (error: unknown) => error,
    );
    tell();
    if (failure === null) break;
    const name = device.health().lastFailure ?? String(failure);
    if (name !== logged) logger.warn("device.unavailable", { role, driver: device.name, failure: name });
    logged = name;
    await clock.sleep(waitMs * random.between(1 - jitterRatio, 1 + jitterRatio), signal);
    waitMs = Math.min(waitMs * backOffFactor, policy.retryMaxMs);
  }
  const downMs = Math.round(clock.monotonicMs() - downSinceMs);
  logger.info("device.ready", { role, driver: device.name, serial: device.provenance().serial, downMs });
}
