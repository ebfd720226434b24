import { defineConfig } from "vitest/config";
import { tellSkips } from "./test/tell-skips.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/faults/**", "test/bench/**", "test/page/whole/**"],
    // A test that is left out says why.
    reporters: ["default", tellSkips],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Two cores are enough: a third of the time the whole visits wait, for people, devices and time-outs.
    maxWorkers: 3,
    // What is awaited comes at once, or after all else that the machine is busy with.
    expect: { poll: { timeout: 10_000 } },
  },
});
