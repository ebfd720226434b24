import { defineConfig } from "vitest/config";

const inBrowser = "test/page/**/*.test.ts";
const apart = ["test/faults/**", "test/bench/**", "test/page/whole/**"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Two cores are enough: a third of the time the whole visits wait, for people, devices and time-outs.
    maxWorkers: 3,
    // What is awaited comes at once, or after all else that the machine is busy with.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: "code", include: ["test/**/*.test.ts"], exclude: [...apart, inBrowser] } },
      {
        extends: true,
        // A browser, a booth and a clock that all run for real: what fails is tried once more, and the report says so.
        test: { name: "page", include: [inBrowser], exclude: apart, retry: 1 },
      },
    ],
  },
});
