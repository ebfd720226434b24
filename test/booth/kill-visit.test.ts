import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { EnrolmentSummary } from "../../runtime/cli/report-enrolment.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { parseTarget } from "../../runtime/visit/capture-target.ts";
import { howMany } from "../how-many.ts";
import { inspectManifest, parseEnrolment, storedPackages } from "./enrol.ts";
import { deedsOf, type JournalLine, readJournalLines } from "./journal-lines.ts";
import { exceptOthers, makeResident } from "./make-resident.ts";
import { type BilikProcess, startBilik } from "./run-bilik.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const killsWanted = howMany(18, 50);
/** Runs that end before their kill do not count, and must not go on for ever. */
const runsMax = 3 * killsWanted;

/** Where a kill is aimed: so long after the start, or so long after a word on the screen. */
type Aim = { readonly after: RegExp | null; readonly delayMs: number };

/**
 * Some by the clock alone, the others aimed at what a clock rarely hits: the sealing, the sending and the clearing up
 * behind the receipt last a fraction of a second each.
 */
function takeAim(random: Random, kill: number): Aim {
  switch (kill % 6) {
    case 0:
      return { after: /finger-0\d +\d/, delayMs: random.between(0, 500) };
    case 1:
      return { after: /\[7\/7\]/, delayMs: random.between(0, 900) };
    case 2:
      return { after: /paket disegel/, delayMs: random.between(0, 120) };
    case 3:
      return { after: /tanda terima/, delayMs: random.between(0, 12) };
    case 4:
      return { after: /\[5\/7\]/, delayMs: random.between(0, 1_500) };
    default:
      return { after: null, delayMs: random.between(50, 2_500) };
  }
}

type Run = { readonly stderr: string; readonly summary: EnrolmentSummary | null };
type Kill = { readonly told: string; readonly before: readonly JournalLine[]; readonly after: readonly JournalLine[] };

let state: string;
let lines: readonly JournalLine[];
const kills: Kill[] = [];
const summaries: EnrolmentSummary[] = [];

beforeAll(async () => {
  const fingers = [2, 7] as const;
  const excepted = [...exceptOthers(fingers), { modality: "iris", position: "left", reason: "unable" } as const];
  const resident = await makeResident({ seed: "killed", fingers, hasLeftEye: false, exceptions: excepted });
  state = await makeTemporaryFolder();
  const random = createRandom("fifty kills");
  lines = [];
  const visit = async (aim: Aim | null) => {
    const run = await runOnce(["enrol", "--resident", resident, "--state", state, "--json"], aim);
    const after = await readJournalLines(state);
    if (run.summary !== null) summaries.push(run.summary);
    else kills.push({ told: run.stderr, before: lines, after });
    lines = after;
  };
  for (let run = 0; kills.length < killsWanted && run < runsMax; run += 1) {
    await visit(takeAim(random.fork(`run ${run}`), run));
  }
  await visit(null);
}, 900_000);

describe(`a visit killed ${killsWanted} times`, () => {
  it("ends all the same", () => {
    expect(kills).toHaveLength(killsWanted);
    expect(summaries.length).toBeGreaterThan(0);
    process.stdout.write(`${describeStages()}\n`);
  });

  it("was hit at every stage: recording, sealing, sending, and behind the receipt", () => {
    const stages = kills.map(({ after }) => stageOf(after));
    expect(stages).toEqual(expect.arrayContaining(["recording", "sealing", "sending", "behind the receipt"]));
  });

  it("never loses an entry: what the journal held before a kill stays its beginning", () => {
    for (const { before, after } of kills) expect(after.slice(0, before.length)).toEqual(before);
    const last = kills.at(-1)?.after ?? [];
    expect(lines.slice(0, last.length)).toEqual(last);
  });

  it("told nobody of anything that the journal does not hold", () => {
    for (const { told, after } of kills) expect(findUnjournalled(told, after)).toEqual([]);
  });

  it("goes on as the same visit until its receipt", () => {
    let current: string | null = null;
    for (const { kind, visitId, deed } of lines) {
      if (kind !== "visit") continue;
      if (deed?.kind === "opened") {
        expect(current).toBeNull();
        current = visitId;
      }
      expect(visitId).toBe(current);
      if (deed?.kind === "receipted") current = null;
    }
    expect(current).toBeNull();
  });

  it("keeps every accepted capture with its score and its attempts", () => {
    for (const summary of summaries) {
      for (const deed of deedsOf(lines, summary.visitId)) {
        if (deed.kind !== "captured" || !deed.capture.passed) continue;
        const parts = parseTarget(deed.target);
        const capture = summary.captures.find(
          ({ modality, position }) => modality === parts.modality && position === positionOf(parts),
        );
        expect(capture).toMatchObject({ score: deed.capture.score, attempts: deed.attempt });
      }
    }
  });

  it("captures nothing twice that was accepted once", () => {
    for (const visitId of openedVisits()) {
      const passed = deedsOf(lines, visitId).filter((deed) => deed.kind === "captured" && deed.capture.passed);
      const targets = passed.map((deed) => ("target" in deed ? deed.target : ""));
      expect(targets).toEqual([...new Set(targets)]);
    }
  });

  it("delivers exactly one package for each visit, in one chain without a gap", async () => {
    const sealed = lines.filter(({ kind }) => kind === "package-sealed");
    expect(sealed.map(({ visitId }) => visitId)).toEqual(openedVisits());
    expect(new Set(await storedPackages(state))).toEqual(new Set(sealed.map(({ packageId }) => packageId)));
    let previousPackageId: string | null = null;
    for (const [index, { packageId, visitId }] of sealed.entries()) {
      const manifest = await inspectManifest(state, packageId);
      expect(manifest).toMatchObject({ visitId, sequence: index + 1, previousPackageId });
      previousPackageId = packageId;
    }
  });

  it("destroys every visit's key, says so in the journal, and leaves nothing half-written", async () => {
    const destroyed = lines.filter(({ kind }) => kind === "data-key-destroyed").map(({ visitId }) => visitId);
    expect(destroyed).toEqual(expect.arrayContaining([...openedVisits()]));
    const files = await listFiles(state);
    const leftovers = files.filter(
      (file) => /\.tmp$|\.key$|\/blobs\/|\/outbox\/|\/incoming\//.test(file) && !/^keys\//.test(file),
    );
    expect(leftovers).toEqual(["booth/vault.key"]);
  });
});

async function runOnce(args: readonly string[], aim: Aim | null): Promise<Run> {
  const process = startBilik(args);
  const ended = process.ended.then(() => true);
  if (aim !== null && (await Promise.race([reach(process, aim), ended])) !== true) process.child.kill("SIGKILL");
  const result = await process.ended;
  if (result.signal === "SIGKILL") return { stderr: result.stderr, summary: null };
  return { stderr: result.stderr, summary: parseEnrolment(result) };
}

async function reach({ child, stderr }: BilikProcess, { after, delayMs }: Aim): Promise<void> {
  if (after !== null) {
    await new Promise<void>((resolve) => {
      child.stderr?.on("data", () => {
        if (after.test(stderr())) resolve();
      });
    });
  }
  await delay(delayMs);
}

function openedVisits(): readonly string[] {
  return lines.flatMap(({ visitId, deed }) => (deed?.kind === "opened" && visitId !== null ? [visitId] : []));
}

/** What a killed process had said of captures, package and receipt, as far as the journal does not bear it out. */
function findUnjournalled(told: string, held: readonly JournalLine[]): readonly string[] {
  return told.split("\n").filter((line) => {
    const [, packageId] = /paket disegel ([0-9a-f]{64})$/.exec(line) ?? [];
    if (packageId !== undefined) return !held.some((entry) => entry.packageId === packageId);
    if (/tanda terima \w+$/.test(line)) return !held.some(({ deed }) => deed?.kind === "receipted");
    const [, target, score] = /^ {6}(\S+) +(\d+|–)/.exec(line) ?? [];
    if (target === undefined) return false;
    return !held.some(({ deed }) => {
      if (deed === null || !("target" in deed) || deed.target !== target) return false;
      return deed.kind === "captured" ? deed.capture.score.toFixed(0) === score : deed.kind === "capture-excepted";
    });
  });
}

function positionOf(parts: ReturnType<typeof parseTarget>): number | string | null {
  if (parts.modality === "fingerprint") return parts.position;
  return parts.modality === "iris" ? parts.eye : null;
}

/** How far the last visit had come, by the journal, when it was killed. */
function stageOf(held: readonly JournalLine[]): string {
  const visitId = held.findLast(({ deed }) => deed !== null)?.visitId ?? "";
  const deeds = new Set(deedsOf(held, visitId).map(({ kind }) => kind));
  if (deeds.has("receipted")) return "behind the receipt";
  if (held.some((line) => line.kind === "package-sealed" && line.visitId === visitId)) return "sending";
  if (deeds.has("stamped")) return "sealing";
  if (deeds.has("operator-attested")) return "signing";
  return deeds.has("enrolment-opened") ? "recording" : "before the recording";
}

function describeStages(): string {
  const counts = new Map<string, number>();
  for (const { after } of kills) counts.set(stageOf(after), (counts.get(stageOf(after)) ?? 0) + 1);
  const stages = [...counts].map(([stage, count]) => `${stage} ${count}`).join(", ");
  return `${kills.length} kills in ${openedVisits().length} visits: ${stages}`;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
