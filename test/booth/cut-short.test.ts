import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeConfig } from "./configuration.ts";
import { parseEnrolment, storedPackages } from "./enrol.ts";
import { deedsOf, readJournalLines } from "./journal-lines.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { expectFailedVisit, expectRefusal } from "./refusal.ts";
import { runBilik, startBilik, untilSaid } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const timeoutMs = 180_000;
let resident: string;

beforeAll(async () => {
  resident = await makeResident({ seed: "cut short", fingers: [2, 7], exceptions: exceptOthers([2, 7]) });
}, timeoutMs);

describe("a visit that is told to stop", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends on %s with one line, and goes on later",
    async (signal) => {
      const state = await makeTemporaryFolder();
      const args = ["enrol", "--resident", resident, "--state", state, "--json"];
      const first = startBilik(args);
      await untilSaid(first, /finger-02/);
      first.child.kill(signal);
      const stopped = await first.ended;
      expect(stopped).toMatchObject({ code: 130, signal: null, stdout: "" });
      expect(stopped.stderr.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`^bilik: Dihentikan \\(${signal}\\)`));
      const before = await readJournalLines(state);

      const summary = parseEnrolment(await startBilik(args).ended);
      const after = await readJournalLines(state);
      expect(after.slice(0, before.length)).toEqual(before);
      const captured = deedsOf(after, summary.visitId).filter(({ kind }) => kind === "captured");
      expect(captured).toHaveLength(6);
    },
    timeoutMs,
  );

  it(
    "counts as work what was worked before the stop, and as waiting what nobody did",
    async () => {
      const state = await makeTemporaryFolder();
      const args = ["enrol", "--resident", resident, "--state", state, "--json"];
      const first = startBilik(args);
      await untilSaid(first, /iris-right/);
      first.child.kill("SIGKILL");
      await first.ended;
      const workedMs = await measureCapturing(state);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const { steps } = parseEnrolment(await startBilik(args).ended);
      const recording = steps.find(({ id }) => id === "perekaman");
      expect(recording?.workingMs).toBeGreaterThanOrEqual(workedMs);
      expect(recording?.waitingMs).toBeGreaterThanOrEqual(3_000);
    },
    timeoutMs,
  );
});

describe("a capture that the disk no longer gives back", () => {
  it(
    "is told in one line, keeps the visit, and sends nothing",
    async () => {
      const state = await makeTemporaryFolder();
      const first = startBilik(["enrol", "--resident", resident, "--state", state]);
      await untilSaid(first, /iris-right/);
      first.child.kill("SIGKILL");
      await first.ended;
      await damageCapture(state, "finger-02");
      const config = await writeConfig({ broker: { receiptWaitMs: 3_000 } });
      const args = ["--resident", resident, "--state", state, "--config", config, "--log", "silent"];
      const line = expectFailedVisit(await runBilik("enrol", ...args));
      const [opened] = await readJournalLines(state);
      expect(line).toMatch(/belum dapat disegel/);
      expect(line).toContain(opened?.visitId);
      expect(await storedPackages(state)).toEqual([]);
    },
    timeoutMs,
  );
});

describe("a booth without its models", () => {
  it(
    "says so before a visit is begun, and how to get them",
    async () => {
      const state = join(await makeTemporaryFolder(), "state");
      const config = await writeConfig({ modelsDir: join(state, "nowhere"), kiosk: { port: 0 }, logLevel: "silent" });
      for (const verb of [["enrol", "--resident", resident], ["booth"]]) {
        const line = expectRefusal(await runBilik(...verb, "--state", state, "--config", config));
        expect(line).toMatch(/nowhere.*make setup/);
      }
      expect(existsSync(join(state, "booth"))).toBe(false);
    },
    timeoutMs,
  );
});

/** Flips a bit in the sealed blob of an accepted capture. */
async function damageCapture(state: string, target: string): Promise<void> {
  for (const { visitId, deed } of await readJournalLines(state)) {
    if (deed?.kind !== "captured" || deed.target !== target) continue;
    const path = join(state, "booth/vault/blobs", visitId ?? "", deed.capture.blob.hash);
    const bytes = await readFile(path);
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
  }
}

/** From the first to the last capture of the only visit, by its own clock. */
async function measureCapturing(state: string): Promise<number> {
  const moments: number[] = [];
  for (const { deed, visitMs } of await readJournalLines(state)) {
    if (deed?.kind === "captured" && visitMs !== null) moments.push(visitMs);
  }
  return (moments.at(-1) ?? 0) - (moments[0] ?? 0);
}
