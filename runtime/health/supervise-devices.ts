import type { Clock } from "../kernel/clock.ts";
import type { Device, DeviceStatus } from "../kernel/device.ts";
import type { DeviceAdvice } from "../kernel/device-advice.ts";
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
  /** Each time a device's state or failure changes, or when it is tried next. Returns the way to stop listening. */
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
  /** What a failure means to the person before the device. */
  readonly advise: (failure: { readonly failure: string; readonly reported: string | null }) => DeviceAdvice;
};

export const defaultSupervision: SupervisionPolicy = { lookEveryMs: 500, retryMinMs: 500, retryMaxMs: 15_000 };
const backOffFactor = 2;
const jitterRatio = 0.2;

/** One device under watch, and what only its watcher knows of it. */
type Watched = {
  readonly role: string;
  readonly device: Device;
  readonly random: Random;
  /** Who opens it: a device that looks through another is that one's to open, or two would try with two patiences. */
  owner: Watched | null;
  awaySince: string | null;
  nextTryAt: string | null;
  /** What listeners were told last. */
  told: string;
};

/**
 * Brings every device up and back: any of them may be absent, vanish and return at any moment. A driver only says that
 * its device is lost; trying again, and how often, is decided here.
 */
export function superviseDevices(parts: SupervisionParts): DeviceSupervisor {
  const { random, advise } = parts;
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const watches: Promise<void>[] = [];
  const watched = Object.entries(parts.devices).map(
    ([role, device]): Watched => ({
      ...{ role, device, random: random.fork(role), owner: null },
      ...{ awaySince: null, nextTryAt: null, told: "" },
    }),
  );
  for (const one of watched) one.owner = watched.find(({ device }) => device === one.device.through) ?? null;
  const tell = (one: Watched) => {
    const { state, failure, reported, nextTryAt } = describe(one, advise);
    const shown = JSON.stringify([state, failure, reported, nextTryAt]);
    if (one.told === shown) return;
    one.told = shown;
    for (const listener of listeners) listener();
  };
  return {
    start: () => {
      for (const one of watched) watches.push(watch(one, { ...parts, signal: ending.signal, tell }));
    },
    status: () => watched.map((one) => describe(one, advise)),
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

function describe(one: Watched, advise: SupervisionParts["advise"]): DeviceStatus {
  const { role, device, owner } = one;
  const { awaySince, nextTryAt } = owner ?? one;
  const { state: now, lastFailure: failure, reported = null } = device.health();
  // Each try begins with `opening`, which would let the screen flicker for as long as the device is away.
  const state = now === "opening" && failure !== null ? "lost" : now;
  const { model } = device.provenance();
  const advice = failure === null ? null : advise({ failure, reported });
  return { role, driver: device.name, model, state, failure, reported, advice, awaySince, nextTryAt };
}

type Watching = SupervisionParts & { readonly signal: AbortSignal; readonly tell: (one: Watched) => void };

async function watch(one: Watched, watching: Watching): Promise<void> {
  const { clock, policy, signal, tell } = watching;
  try {
    if (one.owner === null) await bringUp(one, watching);
    for (;;) {
      await clock.sleep(policy.lookEveryMs, signal);
      if (one.owner === null && one.device.health().state === "lost") await bringUp(one, watching);
      else tell(one);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Opens a device until it is open. The failures between are logged when they change, not each time. */
async function bringUp(one: Watched, { clock, policy, logger, signal, tell }: Watching): Promise<void> {
  const { role, device, random } = one;
  const downSinceMs = clock.monotonicMs();
  let waitMs = policy.retryMinMs;
  let logged: string | null = null;
  one.awaySince = clock.nowAt();
  // Whoever looks is told that it has gone before it may be back.
  if (device.health().state === "lost") tell(one);
  for (;;) {
    signal.throwIfAborted();
    one.nextTryAt = null;
    const failure = await device.open().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) break;
    const name = device.health().lastFailure ?? String(failure);
    if (name !== logged) logger.warn("device.unavailable", { role, driver: device.name, failure: name });
    logged = name;
    const pauseMs = waitMs * random.between(1 - jitterRatio, 1 + jitterRatio);
    one.nextTryAt = new Date(Date.parse(clock.nowAt()) + pauseMs).toISOString();
    tell(one);
    await clock.sleep(pauseMs, signal);
    waitMs = Math.min(waitMs * backOffFactor, policy.retryMaxMs);
  }
  one.awaySince = null;
  tell(one);
  const downMs = Math.round(clock.monotonicMs() - downSinceMs);
  logger.info("device.ready", { role, driver: device.name, serial: device.provenance().serial, downMs });
}
