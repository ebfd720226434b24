import type { Reporter } from "vitest/node";

/** Prints why a test is left out that says so; the usual report keeps that to itself. */
export const tellSkips: Reporter = {
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state !== "skipped" || result.note === undefined) return;
    process.stdout.write(`skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${result.note}\n`);
  },
};
