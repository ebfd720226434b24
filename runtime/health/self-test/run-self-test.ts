import { type CheckId, type CheckResult, checkIds, tell, type Verdict } from "./check-result.ts";

/** One check; results may be several, such as one a device. */
export type Check = () => Promise<readonly CheckResult[]>;

export type SelfTest = { readonly verdict: Verdict; readonly results: readonly CheckResult[] };

/** Runs every check, all at once, and gives what they found in a fixed order. One that breaks is a failure like any other. */
export async function runSelfTest(checks: Readonly<Record<CheckId, Check>>): Promise<SelfTest> {
  const all = await Promise.all(
    checkIds.map(async (id) => {
      try {
        return await checks[id]();
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        return [tell(id, "fail", "check-broken", { problem })];
      }
    }),
  );
  const results = all.flat();
  return { verdict: worst(results), results };
}

function worst(results: readonly CheckResult[]): Verdict {
  const order: readonly Verdict[] = ["fail", "warn", "ok"];
  return order.find((verdict) => results.some((result) => result.verdict === verdict)) ?? "ok";
}
