import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { EnrolmentSummary } from "../../runtime/cli/report-enrolment.ts";
import type { Manifest } from "../../runtime/record/manifest-schema.ts";
import { type BilikResult, runBilik } from "./run-bilik.ts";

/** One unattended visit that must succeed: `bilik enrol --json`. */
export async function enrol(resident: string, state: string, ...more: readonly string[]): Promise<EnrolmentSummary> {
  const result = await runBilik("enrol", "--resident", resident, "--state", state, "--json", ...more);
  return parseEnrolment(result);
}

/** The one JSON line of a visit that succeeded. */
export function parseEnrolment(result: BilikResult): EnrolmentSummary {
  expect(result, result.stderr).toMatchObject({ code: 0, signal: null });
  expect(result.stdout.trimEnd().split("\n")).toHaveLength(1);
  return JSON.parse(result.stdout);
}

/** The office's packages in a state folder, by id. */
export async function storedPackages(state: string): Promise<readonly string[]> {
  const names = await readdir(join(state, "office/packages")).catch((): string[] => []);
  return names.map((name) => name.replace(/\.p7$/, ""));
}

export function packagePath(state: string, packageId: string): string {
  return join(state, "office/packages", `${packageId}.p7`);
}

/** Options that open and check a package with the demonstration keys of a state folder. */
export function keyOptions(state: string): readonly string[] {
  const keys = join(state, "keys");
  return [
    ...["--key", join(keys, "data-centre-1.key"), "--cert", join(keys, "data-centre-1.crt")],
    ...["--ca", join(keys, "ca.crt")],
  ];
}

/** The manifest inside a package, as `bilik package inspect` shows it with a data centre's key. */
export async function inspectManifest(state: string, packageId: string | null): Promise<Manifest> {
  const file = packagePath(state, packageId ?? "");
  const result = await runBilik("package", "inspect", file, ...keyOptions(state), "--json");
  expect(result, result.stderr).toMatchObject({ code: 0 });
  return JSON.parse(result.stdout).manifest;
}
