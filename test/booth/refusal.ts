import { expect } from "vitest";
import type { BilikResult } from "./run-bilik.ts";

/** The command said in one line, and nothing else, why it did not do it; returns that line. */
export function expectRefusal({ code, stdout, stderr }: BilikResult, exitCode = 1): string {
  expect({ code, stdout }, stderr).toEqual({ code: exitCode, stdout: "" });
  expect(stderr).toMatch(/^bilik: [^\n]+\n$/);
  expectPlainWords(stderr);
  return stderr;
}

/** The same after a visit had begun: progress first, then one line that says what became of it. */
export function expectFailedVisit({ code, stdout, stderr }: BilikResult): string {
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: "" });
  const lines = stderr.trimEnd().split("\n");
  const last = lines.pop() ?? "";
  expect(last, stderr).toMatch(/^bilik: /);
  for (const line of lines) expect(line).toMatch(/^(\[\d\/\d\] | {6}\S)/);
  expectPlainWords(last);
  return last;
}

/** A stack trace or a bare code is nothing that a person in an office can act on. */
function expectPlainWords(line: string): void {
  expect(line).not.toMatch(/\.ts:\d|node:|Error:|undefined|\[object|Kesalahan program|fault of the program/);
}
