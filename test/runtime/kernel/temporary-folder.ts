import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A real, empty folder that goes with the test. */
export function makeTemporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "bilik-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
