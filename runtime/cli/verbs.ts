import { BoothError } from "../kernel/errors.ts";
import type { Verb } from "./verb.ts";

/** Each verb is loaded when it is asked for: `bilik score` does not wait for a broker's code. */
const loaders: Readonly<Record<string, () => Promise<Verb>>> = {
  booth: async () => (await import("./booth.ts")).boothVerb,
  office: async () => (await import("./office.ts")).officeVerb,
  enrol: async () => (await import("./enrol.ts")).enrolVerb,
  score: async () => (await import("./score.ts")).scoreVerb,
  match: async () => (await import("./match.ts")).matchVerb,
  wsq: async () => (await import("./wsq.ts")).wsqVerb,
  synthesise: async () => (await import("./synthesise.ts")).synthesiseVerb,
  package: async () => (await import("./package.ts")).packageVerb,
  operators: async () => (await import("./operators.ts")).operatorsVerb,
  journal: async () => (await import("./journal.ts")).journalVerb,
  devices: async () => (await import("./devices.ts")).devicesVerb,
  calibrate: async () => (await import("./calibrate.ts")).calibrateVerb,
  check: async () => (await import("./check.ts")).checkVerb,
  provision: async () => (await import("./provision.ts")).provisionVerb,
  update: async () => (await import("./update.ts")).updateVerb,
  emulate: async () => (await import("./emulate.ts")).emulateVerb,
  bench: async () => (await import("./bench.ts")).benchVerb,
  models: async () => (await import("./models.ts")).modelsVerb,
};

/** Every verb, in the order of the overview. */
export function verbs(): Promise<readonly Verb[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}

/** @throws BoothError `command.usage` when there is no such verb */
export async function findVerb(name: string): Promise<Verb> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load === undefined) {
    throw new BoothError("command.usage", { problem: `no verb ${name}; there are ${Object.keys(loaders).join(", ")}` });
  }
  return load();
}
