import type { DevicesConfig } from "../../runtime/config/devices/devices-config.ts";
import { type DriverName, type DriverNeeds, driverNeeds } from "../../runtime/config/devices/driver-needs.ts";
import { rulesFor } from "./device-rules.ts";
import { renderUdevRules } from "./udev-rule.ts";

/** A file as it is to be, for everybody to read. */
export type WantedFile = { readonly path: string; readonly content: string };

/** What the machine around the booth must be like for its devices. */
export type WantedMachine = {
  readonly files: readonly WantedFile[];
  /** Debian packages that must be there. */
  readonly packages: readonly string[];
  /** Debian packages that must not be there. */
  readonly conflicts: readonly string[];
};

export type MachineOptions = {
  readonly drivers: readonly DriverName[];
  /** The account under which the booth runs. */
  readonly account: string;
};

export const rulesPath = "/etc/udev/rules.d/70-bilik.rules";
export const accountPath = "/etc/sysusers.d/bilik.conf";
const made = "Made by `bilik provision devices`; changes made here are lost with the next one.";

/** The drivers that a configuration names. */
export function driversOf({ slowFactor: _, ...devices }: DevicesConfig): readonly DriverName[] {
  return distinct(Object.values(devices).map(({ driver }) => driver));
}

/** For a machine whose devices are not chosen yet. */
export const allDrivers: readonly DriverName[] = (Object.keys(driverNeeds) as DriverName[]).sort();

/** Pure: the same drivers give the same machine, to the byte. */
export function describeMachine({ drivers, account }: MachineOptions): WantedMachine {
  const needs: readonly DriverNeeds[] = drivers.map((driver) => driverNeeds[driver]);
  const packages = needs.flatMap((need) => [...need.packages, ...need.programs.map((program) => program.package)]);
  return {
    files: [
      { path: accountPath, content: renderAccount(account, distinct(needs.flatMap(({ groups }) => groups))) },
      { path: rulesPath, content: renderUdevRules(made, rulesFor(drivers)) },
    ],
    packages: distinct(packages),
    conflicts: distinct(needs.flatMap(({ conflicts }) => conflicts)),
  };
}

/** In the form of sysusers.d(5). */
function renderAccount(account: string, groups: readonly string[]): string {
  const lines = [
    `u ${account} - "Bilik, enrolment booth" /var/lib/bilik`,
    ...groups.map((group) => `m ${account} ${group}`),
  ];
  return `# ${made}\n${lines.join("\n")}\n`;
}

function distinct<T extends string>(names: readonly T[]): readonly T[] {
  return [...new Set(names)].sort();
}
