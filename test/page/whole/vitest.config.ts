import { defineConfig } from "vitest/config";

/** What takes minutes: part of `make page`, not of every test run. One file at a time, as each has a booth of its own. */
export default defineConfig({
  test: {
    include: ["test/page/whole/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 1,
  },
});
