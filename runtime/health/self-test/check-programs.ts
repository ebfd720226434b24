import type { NeededProgram } from "../../config/devices/driver-needs.ts";
import { type CheckResult, tell } from "./check-result.ts";

/** A program, and the devices that cannot do without it. */
export type ProgramUse = NeededProgram & { readonly role: string };

/** Every program that the configuration's drivers start. */
export async function checkPrograms(
  uses: readonly ProgramUse[],
  isInstalled: (program: string) => Promise<boolean>,
): Promise<readonly CheckResult[]> {
  const byProgram = new Map<string, readonly ProgramUse[]>();
  for (const use of uses) byProgram.set(use.program, [...(byProgram.get(use.program) ?? []), use]);
  return Promise.all(
    [...byProgram].map(async ([program, all]) => {
      if (await isInstalled(program)) return tell("programs", "ok", "program-good", { program });
      const verdict = all.some(({ isRequired }) => isRequired) ? "fail" : "warn";
      const roles = [...new Set(all.map(({ role }) => role))].join(", ");
      return tell("programs", verdict, "program-missing", { program, package: all[0]?.package ?? "", roles });
    }),
  );
}
