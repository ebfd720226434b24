import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawFinger } from "./make-resident.ts";
import { expectRefusal } from "./refusal.ts";
import { type BilikResult, runBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 120_000;

/** The real command with a line on its standard input. */
function runWithInput(line: string, ...args: readonly string[]): Promise<BilikResult> {
  const child = spawn(process.execPath, ["runtime/main.ts", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  child.stdin.end(line);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

it("officers are added with PIN and finger, listed and revoked; each in the journal", {
  timeout: timeoutMs,
}, async () => {
  const state = await makeTemporaryFolder();
  const finger = join(await makeTemporaryFolder("finger"), "index.png");
  await writeFile(finger, await drawFinger("officer", 2));
  const added = await runWithInput("246810\n", "operators", "add", "siti", "--finger", `2=${finger}`, "--state", state);
  expect(added, added.stderr).toMatchObject({ code: 0, stdout: "", stderr: "" });
  const other = await runWithInput("135790\n", "operators", "add", "budi", "--role", "kasi", "--state", state);
  expect(other, other.stderr).toMatchObject({ code: 0 });
  const listed = await runBilik("operators", "list", "--state", state, "--json");
  expect(JSON.parse(listed.stdout)).toEqual([
    { id: "siti", role: "operator", hasPin: true, fingers: [2] },
    { id: "budi", role: "kasi", hasPin: true, fingers: [] },
  ]);
  expect(await runBilik("operators", "revoke", "budi", "--state", state)).toMatchObject({ code: 0 });
  const table = await runBilik("operators", "list", "--state", state, "--lang", "en");
  expect(table.stdout).toMatch(/^officer +role +PIN +fingers\nsiti +operator +✓ +2 *\n$/);
  const verified = await runBilik("journal", "verify", join(state, "booth/journal"), "--json");
  expect(JSON.parse(verified.stdout)).toMatchObject({ entries: 3 });
});

it("what does not fit is refused in one line", { timeout: timeoutMs }, async () => {
  const state = await makeTemporaryFolder();
  const add = (line: string, ...args: readonly string[]) =>
    runWithInput(line, "operators", "add", ...args, "--state", state);
  const blank = join(await makeTemporaryFolder("finger"), "blank.txt");
  await writeFile(blank, "no image");
  for (const result of [
    await add("12345\n", "siti"),
    await add("246810\n", "siti", "--finger", `2=${blank}`),
    await runBilik("operators", "revoke", "siti", "--state", state),
  ]) {
    expectRefusal(result);
  }
  // Nothing is asked and nothing opened where the command itself does not fit.
  expectRefusal(await add("246810\n", "siti", "--role", "resident"), 2);
  expectRefusal(await runBilik("operators", "--state", state), 2);
});
