import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { updateMarker } from "../../../runtime/health/update-marker.ts";
import { runBilik, startBilik, untilSaid } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";

async function rig() {
  const stateDir = join(await makeTemporaryFolder("update"), "state");
  const installer = join(stateDir, "..", "install.mjs");
  const seen = join(stateDir, "..", "seen");
  // Notes whether the update still counts as waiting while it is installed, and ends as it is told.
  await writeFile(
    installer,
    `import { existsSync, writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(seen)}, String(existsSync(${JSON.stringify(join(stateDir, updateMarker))})));
process.exit(Number(process.argv[2]));`,
  );
  const install = (code: number) => ["--", process.execPath, installer, String(code)];
  return { stateDir, seen, install, isPending: () => existsSync(join(stateDir, updateMarker)) };
}

it("runs the office's own command while the update counts as waiting, and then no more", async () => {
  const { stateDir, seen, install, isPending } = await rig();
  const { code, stdout } = await runBilik("update", "--state", stateDir, ...install(0));
  expect([code, stdout.trim()]).toEqual([0, "Pembaruan terpasang."]);
  expect(await readFile(seen, "utf8")).toBe("true");
  expect(isPending()).toBe(false);
});

it("goes on waiting when the command fails or is none, until it is called off", async () => {
  const { stateDir, install, isPending } = await rig();
  const failed = await runBilik("update", "--state", stateDir, "--lang", "en", ...install(7));
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining("7; it still waits")]);
  const missing = await runBilik("update", "--state", stateDir, "--", "/nonexistent/installer");
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining("ENOENT")]);
  expect(isPending()).toBe(true);
  expect((await runBilik("update", "--state", stateDir, "--cancel")).code).toBe(0);
  expect(isPending()).toBe(false);
  expect((await runBilik("update", "--state", stateDir, "--cancel")).code).toBe(0);
});

it("says what it waits for, and is asked to end without having run anything", async () => {
  const { stateDir, seen, install, isPending } = await rig();
  await mkdir(join(stateDir, "booth", "journal"), { recursive: true });
  await writeFile(join(stateDir, "booth", "journal", "000001.log"), "");
  const waiting = startBilik(["update", "--state", stateDir, "--lang", "en", ...install(0)]);
  await untilSaid(waiting, /in use just now/);
  waiting.child.kill("SIGINT");
  expect((await waiting.ended).code).toBe(130);
  expect(existsSync(seen)).toBe(false);
  // Whoever wanted it still does.
  expect(isPending()).toBe(true);
});

it.each([[[]], [["--hours", "17-6", "--", "true"]], [["--cancel", "--", "true"]], [["now", "--", "true"]]])(
  "does not take %j",
  async (args) => {
    const { stateDir, isPending } = await rig();
    const { code, stderr } = await runBilik("update", "--state", stateDir, ...args);
    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(isPending()).toBe(false);
  },
);
