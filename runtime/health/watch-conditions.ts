import { readdir, readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../kernel/clock.ts";
import { isSystemError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { updateMarker } from "./update-marker.ts";

/** What is not as it should be with the machine, in a word each. */
export type MachineCondition = { readonly kind: "disk-low" | "clock-untrusted" | "on-battery" | "update-pending" };

export type BoothConditions = {
  /** As last looked at. */
  readonly read: () => readonly MachineCondition[];
  readonly stop: () => void;
};

export type ConditionParts = {
  readonly stateDir: string;
  /** Below it no new visit is begun. */
  readonly freeSpaceMinBytes: number;
  /** No moment before this one can be now: the last entry of the journal, the day the software was made. UTC ISO 8601. */
  readonly notBeforeAt: string;
  /** A folder for each source of power, with its `status` in it, as the kernel has them. */
  readonly powerDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

const lookEveryMs = 10_000;
/** A clock may be set back by so much and still be one that is being kept. */
const clockSlackMs = 60_000;

/** Looks at disk, clock and power now and then, until stopped. Whatever cannot be read is taken to be in order. */
export async function watchConditions(parts: ConditionParts): Promise<BoothConditions> {
  let found: readonly MachineCondition[] = await look(parts);
  const timer = setInterval(() => {
    look(parts).then(
      (next) => {
        found = next;
      },
      (error: unknown) => parts.logger.warn("conditions.unreadable", { problem: String(error) }),
    );
  }, lookEveryMs);
  timer.unref();
  return { read: () => found, stop: () => clearInterval(timer) };
}

/** When the newest file of a folder was written, UTC ISO 8601: no honest clock shows less. The epoch where there is none. */
export async function readLastWriteAt(dir: string): Promise<string> {
  const names = await unlessMissing(readdir(dir), []);
  const written = await Promise.all(names.map(async (name) => (await stat(join(dir, name))).mtimeMs));
  return new Date(Math.max(0, ...written)).toISOString();
}

async function look(parts: ConditionParts): Promise<readonly MachineCondition[]> {
  const { bavail, bsize } = await statfs(parts.stateDir);
  const isBehind = Date.parse(parts.clock.nowAt()) < Date.parse(parts.notBeforeAt) - clockSlackMs;
  const checks: readonly (readonly [MachineCondition["kind"], boolean])[] = [
    ["disk-low", bavail * bsize < parts.freeSpaceMinBytes],
    ["clock-untrusted", isBehind],
    ["update-pending", await isThere(join(parts.stateDir, updateMarker))],
    ["on-battery", await isOnBattery(parts.powerDir)],
  ];
  return checks.flatMap(([kind, isSo]) => (isSo ? [{ kind }] : []));
}

/** True when a battery, of the machine or of a UPS that shows as one, is being drained. */
export async function isOnBattery(dir: string): Promise<boolean> {
  const supplies = await unlessMissing(readdir(dir), []);
  for (const supply of supplies) {
    const status = await unlessMissing(readFile(join(dir, supply, "status"), "utf8"), "");
    if (status.trim() === "Discharging") return true;
  }
  return false;
}

async function isThere(path: string): Promise<boolean> {
  return (await unlessMissing(stat(path), null)) !== null;
}

async function unlessMissing<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ENODEV", "EACCES", "EIO", "EINVAL"].some((code) => isSystemError(error, code)))
      return otherwise;
    throw error;
  }
}
